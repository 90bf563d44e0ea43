using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ActorBus.Hosting.Running;

/// <summary>
/// Ties the services to the life cycle of the host: they start consuming after the rest of the application has started, and stop consuming before
/// anything else stops.
/// </summary>
internal sealed class ActorBusHostedService(ServiceDirectory services, IOptions<HostOptions> host) : IHostedLifecycleService
{
    // The time the host may need in addition to the drain: to flush acknowledgements, close connections and stop the actor system.
    private static readonly TimeSpan AfterDrain = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // A drain that uses up the shutdown timeout would leave no time for the services that stop after it.
        if (host.Value.ShutdownTimeout != Timeout.InfiniteTimeSpan && host.Value.ShutdownTimeout < services.DrainLimit + AfterDrain)
            host.Value.ShutdownTimeout = services.DrainLimit + AfterDrain;
        // The hosted service of Akka.Hosting precedes this one, and has started the buses or reported why it could not.
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
