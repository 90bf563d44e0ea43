using ActorBus.Brokers;
using ActorBus.Diagnostics;
using ActorBus.Distribution;
using ActorBus.Handlers;
using ActorBus.Messages;
using ActorBus.Pipeline;
using ActorBus.Raw;
using ActorBus.Recovery;
using ActorBus.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus;

/// <summary>One running service: its local buses and its side of the distributed bus, started and stopped as one.</summary>
/// <remarks>
/// Hosts start it through the registration in ActorBus.Hosting; without a host it is started here. The actor system and the
/// broker stay the caller's: they are disposed after the service.
/// </remarks>
public sealed class ActorBusService : IAsyncDisposable
{
    private readonly DistributionRuntime _distribution;
    private readonly DistributionOptions _options;
    private readonly Lock _gate = new();
    private Task<bool>? _stopping;

    private ActorBusService(BusRuntime local, DistributionRuntime distribution, DistributionOptions options)
    {
        Local = local;
        _distribution = distribution;
        _options = options;
    }

    /// <summary>The service's name.</summary>
    public string Name => _options.ServiceName;

    /// <summary>The command, event and query bus.</summary>
    public BusRuntime Local { get; }

    /// <summary>The distributed bus.</summary>
    public IDistributedBus Distributed => _distribution.Bus;

    /// <summary>Messages as they are on the broker, beside the agreement of the service's profile.</summary>
    public IRawBus Raw => _distribution.Raw;

    /// <summary>The service's dead letters.</summary>
    public IDeadLetters DeadLetters => _distribution.DeadLetters;

    /// <summary>The state of every connection of every bridge; grows as other services are sent to.</summary>
    public IReadOnlyCollection<BridgeStatus> Bridges => _distribution.Statuses;

    /// <summary>Starts the buses and, when the service has handlers for others, begins to consume.</summary>
    /// <param name="system">Where the actors live.</param>
    /// <param name="broker">How messages travel.</param>
    /// <param name="handlers">Who handles them.</param>
    /// <param name="services">
    /// Where handlers come from; also asked for <see cref="MessageConverters"/>, <see cref="IMessageObserver"/>s, a time
    /// provider and a logger factory.
    /// </param>
    /// <param name="local">How the local buses work.</param>
    /// <param name="options">How the service sends and receives.</param>
    /// <exception cref="BrokerException">The broker refuses, or did not come within <see cref="DistributionOptions.StartTimeout"/>.</exception>
    /// <exception cref="ArgumentException">The service's name or an option cannot be used.</exception>
    public static async Task<ActorBusService> StartAsync(
        ActorSystem system, IBroker broker, HandlerRegistry handlers, IServiceProvider services, BusRuntimeOptions local,
        DistributionOptions options)
    {
        var service = await CreateAsync(system, broker, handlers, services, local, options).ConfigureAwait(false);
        try
        {
            await service.ConsumeAsync().ConfigureAwait(false);
            return service;
        }
        catch
        {
            await service.Local.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Stops consuming, finishes what runs, sends what it sent, and stops the buses. What was delivered and not begun goes back
    /// to the broker. Later calls get the first one's answer.
    /// </summary>
    /// <remarks>A handler of the service that calls it begins the stop and gets false at once: to wait would be to wait for itself.</remarks>
    /// <param name="deadline">How long to wait for what runs; then it is cancelled and its message goes back to the broker.</param>
    /// <returns>False when something had to be cancelled.</returns>
    public Task<bool> StopAsync(TimeSpan deadline)
    {
        var stopping = BeginStop(deadline);
        return MessageFlow.Current is { } flow && Local.Buses.Contains(flow.Bus) ? Task.FromResult(false) : stopping;
    }

    /// <summary>Stops within the drain timeout of the options.</summary>
    public async ValueTask DisposeAsync() => await StopAsync(_options.DrainTimeout).ConfigureAwait(false);

    /// <summary>Stops consuming, finishes what runs and sends what it sent; the buses still take messages.</summary>
    /// <returns>False when something was not done at the deadline.</returns>
    internal Task<bool> DrainAsync(TimeSpan deadline) => _distribution.DrainAsync(deadline);

    /// <summary>The queues that the service consumes.</summary>
    internal IReadOnlyList<string> ConsumedQueues => _distribution.ConsumedQueues;

    /// <summary>Begins to consume, where the service has handlers for others, and waits until the broker is reached.</summary>
    internal Task ConsumeAsync() => _distribution.StartAsync();

    /// <summary>Stops consuming and finishes what runs; <see cref="ConsumeAsync"/> begins again.</summary>
    /// <returns>False when something was not done at the deadline.</returns>
    internal Task<bool> StopConsumingAsync(TimeSpan deadline) => _distribution.StopConsumingAsync(deadline);

    /// <summary>Makes the actors: the local buses take messages, and sends wait for the broker.</summary>
    internal static async Task<ActorBusService> CreateAsync(
        ActorSystem system, IBroker broker, HandlerRegistry handlers, IServiceProvider services, BusRuntimeOptions local,
        DistributionOptions options)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(broker);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Faults() is { Count: > 0 } faults) throw new ArgumentException(string.Join(' ', faults), nameof(options));

        var runtime = await BusRuntime.StartAsync(system, local, handlers, services).ConfigureAwait(false);
        try
        {
            var log = Logging.GetLogger(system, "ActorBus.Delivery");
            var distribution = new DistributionRuntime(
                options, broker, handlers, new LocalBuses(
                    runtime.DefaultFor(MessageKind.Command), runtime.DefaultFor(MessageKind.Event), runtime.DefaultFor(MessageKind.Query)),
                services.GetService<MessageConverters>() ?? MessageConverters.Default,
                new MessageObservers(services.GetServices<IMessageObserver>(), log), log,
                services.GetService<TimeProvider>() ?? TimeProvider.System);
            var actor = await runtime.StartChildAsync(distribution.ActorProps, "distributed-bus").ConfigureAwait(false);
            distribution.Open(actor);
            return new ActorBusService(runtime, distribution, options);
        }
        catch
        {
            await runtime.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private Task<bool> BeginStop(TimeSpan deadline)
    {
        lock (_gate)
        {
            if (_stopping is not null) return _stopping;
            // Not as a part of the handler that may have called.
            using var apart = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
            return _stopping = StopCoreAsync(deadline);
        }
    }

    private async Task<bool> StopCoreAsync(TimeSpan deadline)
    {
        var started = TimeProvider.System.GetTimestamp();
        var drained = await _distribution.DrainAsync(deadline).ConfigureAwait(false);
        var rest = deadline - TimeProvider.System.GetElapsedTime(started);
        await Local.StopAsync(rest > TimeSpan.Zero ? rest : TimeSpan.Zero).ConfigureAwait(false);
        return drained;
    }
}
