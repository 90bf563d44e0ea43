using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ActorBus.Hosting.Verbs;

/// <summary>Starts and stops the host.</summary>
internal sealed class HostRunner(IHost host)
{
    /// <summary>Is cancelled when the host is told to stop.</summary>
    public CancellationToken Stopping => host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

    /// <summary>Runs the host until it is told to stop.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync()
    {
        if (await StartAsync().ConfigureAwait(false)) await host.WaitForShutdownAsync().ConfigureAwait(false);
        return 0;
    }

    /// <summary>Starts the host.</summary>
    /// <returns>False when it was told to stop before it had started, which is a clean end as well.</returns>
    public async Task<bool> StartAsync()
    {
        try
        {
            await host.StartAsync().ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (Stopping.IsCancellationRequested)
        {
            await StopAsync().ConfigureAwait(false);
            return false;
        }
    }

    /// <summary>Stops the host.</summary>
    public Task StopAsync() => host.StopAsync();
}
