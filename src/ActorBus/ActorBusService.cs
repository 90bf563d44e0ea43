using ActorBus.Brokers;
using ActorBus.Diagnostics;
using ActorBus.Distribution;
using ActorBus.Distribution.Bridges;
using ActorBus.Distribution.Sending;
using ActorBus.Handlers;
using ActorBus.Messages;
using ActorBus.Pipeline;
using ActorBus.Raw;
using ActorBus.Recovery;
using ActorBus.Serialization;
using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBus;

/// <summary>One running service: its local buses and its side of the distributed bus, started and stopped as one.</summary>
/// <remarks>
/// Hosts start it through the registration in ActorBus.Hosting; without a host it is started here. The actor system and the
/// broker stay the caller's: they are disposed after the service.
/// </remarks>
public sealed class ActorBusService : IAsyncDisposable
{
    private readonly DistributionSet _distribution;
    private readonly DistributionOptions _options;
    private readonly Lock _gate = new();
    private readonly IReadOnlyDictionary<string, IDistributedBus> _named;
    private Task<bool>? _stopping;

    private ActorBusService(
        BusRuntime local, DistributionSet distribution, IActorRef distributedActor, IDistributedBus bus,
        IReadOnlyDictionary<string, IDistributedBus> named, DistributionOptions options)
    {
        Local = local;
        DistributedActor = distributedActor;
        Distributed = bus;
        _distribution = distribution;
        _named = named;
        _options = options;
    }

    /// <summary>The service's name.</summary>
    public string Name => _options.ServiceName;

    /// <summary>The command, event and query bus.</summary>
    public BusRuntime Local { get; }

    /// <summary>The distributed bus.</summary>
    public IDistributedBus Distributed { get; }

    /// <summary>The further distributed buses, by name.</summary>
    public IReadOnlyDictionary<string, IDistributedBus> DistributedBuses => _named;

    /// <summary>The actor of the distributed bus: Tell or Ask it a <see cref="DistributedRequest"/>.</summary>
    public IActorRef DistributedActor { get; }

    /// <summary>Messages as they are on the broker, beside the agreement of the service's profile.</summary>
    public IRawBus Raw => _distribution.Default.Raw;

    /// <summary>The service's dead letters.</summary>
    public IDeadLetters DeadLetters => _distribution.Default.DeadLetters;

    /// <summary>What the service does on each of its brokers.</summary>
    internal IReadOnlyList<DistributionRuntime> Distributions => _distribution.All;

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
        ArgumentNullException.ThrowIfNull(broker);
        ArgumentNullException.ThrowIfNull(options);
        var service = await CreateAsync(
            system, [new ServiceBroker(ServiceMap.DefaultBroker, broker, options)], ServiceMaps.None, handlers, services, local).ConfigureAwait(false);
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

    /// <summary>The queues that the service consumes, on all its brokers.</summary>
    internal IReadOnlyList<string> ConsumedQueues => [.. _distribution.All.SelectMany(one => one.ConsumedQueues)];

    /// <summary>Begins to consume, where the service has handlers for others, and waits until the broker is reached.</summary>
    internal Task ConsumeAsync() => _distribution.StartAsync();

    /// <summary>Stops consuming and finishes what runs; <see cref="ConsumeAsync"/> begins again.</summary>
    /// <returns>False when something was not done at the deadline.</returns>
    internal Task<bool> StopConsumingAsync(TimeSpan deadline) => _distribution.StopConsumingAsync(deadline);

    /// <summary>Makes the actors: the local buses take messages, and sends wait for the broker.</summary>
    /// <param name="system">Where the actors live.</param>
    /// <param name="brokers">The brokers; the first is the default one.</param>
    /// <param name="maps">Which distributed bus sends through which broker.</param>
    /// <param name="handlers">Who handles messages.</param>
    /// <param name="services">Where handlers come from.</param>
    /// <param name="local">How the local buses work.</param>
    internal static async Task<ActorBusService> CreateAsync(
        ActorSystem system, IReadOnlyList<ServiceBroker> brokers, ServiceMaps maps, HandlerRegistry handlers, IServiceProvider services,
        BusRuntimeOptions local)
    {
        ArgumentNullException.ThrowIfNull(system);
        if (brokers.SelectMany(broker => broker.Options.Faults()).ToArray() is { Length: > 0 } faults)
            throw new ArgumentException(string.Join(' ', faults), nameof(brokers));

        var runtime = await BusRuntime.StartAsync(system, local, handlers, services).ConfigureAwait(false);
        try
        {
            var converters = services.GetService<MessageConverters>() ?? MessageConverters.Default;
            var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
            var logs = services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;
            var observers = new MessageObservers(services.GetServices<IMessageObserver>(), logs.CreateLogger(LogCategories.Delivery));
            var buses = new LocalBuses(
                runtime.DefaultFor(MessageKind.Command), runtime.DefaultFor(MessageKind.Event), runtime.DefaultFor(MessageKind.Query));
            var budget = new DeliveryBudget(brokers[0].Options.StopAfter);
            var set = new DistributionSet(
                [.. brokers.Select(broker => new DistributionRuntime(
                    broker.Name, broker.Options, broker.Broker, handlers, buses, converters, observers, logs, time, budget))],
                budget);
            var options = brokers[0].Options;
            var bus = BusFor(maps.Own);
            List<IActorRef> actors = [];
            foreach (var one in set.All)
            {
                var name = one == set.Default ? "distributed-bus" : $"distributed-bus-{one.Outlet.Broker}";
                actors.Add(await runtime.StartChildAsync(one.ActorPropsFor(bus), name).ConfigureAwait(false));
                one.Open(actors[^1]);
            }

            return new ActorBusService(runtime, set, actors[0], bus, maps.Named.ToDictionary(named => named.Key, named => BusFor(named.Value)), options);

            IDistributedBus BusFor(ServiceMap map) => new DistributedBus(
                options, converters, new OutletChoice(map, options.ServiceName, set.All.Select(one => one.Outlet)), time, SendOptions.Default);
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
