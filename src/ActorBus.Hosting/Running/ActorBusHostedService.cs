using Microsoft.Extensions.Hosting;

namespace ActorBus.Hosting.Running;

/// <summary>
/// Runs the services of a host: they consume when everything else of the application has started, and stop consuming before
/// anything else of it stops.
/// </summary>
internal sealed class ActorBusHostedService(HostRuntime runtime) : IHostedLifecycleService
{
    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(runtime.Services.Select(service => service.StartAsync())).WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(runtime.Services.Select(service => service.DrainAsync())).WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => runtime.DisposeAsync().AsTask().WaitAsync(cancellationToken);
}
