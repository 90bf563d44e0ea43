using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ActorBus.Hosting.Running;

/// <summary>
/// Ties the services to the host: they consume when everything else of the application has started, and stop consuming before
/// anything else of it stops.
/// </summary>
internal sealed class ActorBusHostedService(ServiceDirectory services, IOptions<HostOptions> host) : IHostedLifecycleService
{
    // What the host may need beside the drain: flushed acknowledgements, closed connections, the actor system.
    private static readonly TimeSpan AfterDrain = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // A drain that takes all the time of the host would leave none to the services that stop after it.
        if (host.Value.ShutdownTimeout != Timeout.InfiniteTimeSpan && host.Value.ShutdownTimeout < services.DrainLimit + AfterDrain)
            host.Value.ShutdownTimeout = services.DrainLimit + AfterDrain;
        // The hosted service of Akka.Hosting comes before this one, and has started the buses or said why not.
        return services.Started.IsCompleted ? services.Started : throw new ActorBusException(
            "The actor system did not start the buses before the hosted service of ActorBus. Start hosted services one after the other "
            + "(HostOptions.ServicesStartConcurrently = false).");
    }

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => services.ConsumeAsync().WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => services.DrainAsync().WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
