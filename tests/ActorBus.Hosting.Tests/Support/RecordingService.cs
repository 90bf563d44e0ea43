using Microsoft.Extensions.Hosting;

namespace ActorBus.Hosting.Tests.Support;

/// <summary>A service of the application that looks around when it starts and stops.</summary>
internal sealed class RecordingService(Func<Task> atStart, Func<Task> atStop) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => atStart();

    public Task StopAsync(CancellationToken cancellationToken) => atStop();
}
