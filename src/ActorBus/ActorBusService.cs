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

/// <summary>One service: its local buses and its distributed buses on all its brokers, started and stopped together.</summary>
/// <remarks>
/// A host starts it through the registration in ActorBus.Hosting; without a host, call
/// <see cref="StartAsync(ActorSystem, IBroker, HandlerRegistry, IServiceProvider, BusRuntimeOptions, DistributionOptions)"/>. The caller keeps
/// ownership of the actor system and of a broker passed in, and must dispose them after the service.
/// </remarks>
public sealed class ActorBusService : IAsyncDisposable
{
    private readonly IReadOnlyList<ServiceBroker> _brokers;
    private readonly IReadOnlyList<DistributionRuntime> _distributions;
    private readonly IServiceProvider _services;
    private readonly MessageObservers _observers;
    private readonly DeliveryBudget _budget;
    private readonly Once _drain = new();
    private readonly Once _stop = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _drained = true;
    private volatile bool _isConsuming;

    /// <summary>Assembles a service without running user code or creating actors.</summary>
    /// <param name="local">The options of the local buses.</param>
    /// <param name="handlers">The handlers.</param>
    /// <param name="brokers">The brokers; the first is the default one.</param>
    /// <param name="maps">The service maps of the distributed buses.</param>
    /// <param name="converters">The converters of message bodies.</param>
    /// <param name="services">Resolves handlers, observers and the clock.</param>
    internal ActorBusService(
        BusRuntimeOptions local, HandlerRegistry handlers, IReadOnlyList<ServiceBroker> brokers, ServiceMaps maps,
        MessageConverters converters, IServiceProvider services)
    {
        if (brokers.SelectMany(broker => broker.Options.Faults()).ToArray() is { Length: > 0 } faults)
            throw new ArgumentException(string.Join(' ', faults), nameof(brokers));
        _brokers = brokers;
        _services = services;
        Options = brokers[0].Options;
        Local = new BusRuntime(local, handlers, services);
        Converters = converters;
        var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        var logs = services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;
        _observers = new MessageObservers(logs.CreateLogger(LogCategories.Delivery));
        _budget = new DeliveryBudget(Options.StopAfter);
        var buses = new LocalBuses(
            Local.DefaultFor(MessageKind.Command), Local.DefaultFor(MessageKind.Event), Local.DefaultFor(MessageKind.Query));
        _distributions = [.. brokers.Select(broker => new DistributionRuntime(
            broker.Name, broker.Options, broker.Broker, handlers, buses, converters, _observers, logs, time, _budget, Local.ActorTroubles, local.Concurrency))];
        Distributed = BusFor(maps.Own);
        DistributedBuses = maps.Named.ToDictionary(named => named.Key, named => BusFor(named.Value), StringComparer.OrdinalIgnoreCase);

        IDistributedBus BusFor(ServiceMap map) => new DistributedBus(
            Options, converters, new OutletChoice(map, Options.ServiceName, _distributions.Select(one => one.Outlet)), time, SendOptions.Default);
    }

    /// <summary>The name of the service.</summary>
    public string Name => Options.ServiceName;

    /// <summary>The local command, event and query buses.</summary>
    public BusRuntime Local { get; }

    /// <summary>The distributed bus. A message sent before the service has started waits for the start, within its own time limit.</summary>
    public IDistributedBus Distributed { get; }

    /// <summary>The additional distributed buses by name, ignoring case.</summary>
    public IReadOnlyDictionary<string, IDistributedBus> DistributedBuses { get; }

    /// <summary>
    /// The actor of the distributed bus, which accepts a <see cref="DistributedRequest"/> by Tell or Ask. <see cref="ActorRefs.Nobody"/> before the
    /// start.
    /// </summary>
    public IActorRef DistributedActor { get; private set; } = ActorRefs.Nobody;

    /// <summary>Gives access to messages of the default broker as they are, without the envelope of the service's profile.</summary>
    public IRawBus Raw => _distributions[0].Raw;

    /// <summary>The dead letters of the service on the default broker.</summary>
    public IDeadLetters DeadLetters => _distributions[0].DeadLetters;

    /// <summary>The state of every connection of every bridge. The collection grows as further services are sent to.</summary>
    public IReadOnlyCollection<BridgeStatus> Bridges =>
        _distributions.Count == 1 ? _distributions[0].Statuses : [.. _distributions.SelectMany(one => one.Statuses)];

    /// <summary>Completes when the actors are running.</summary>
    internal Task Started => _started.Task;

    /// <summary>The distribution options for the default broker.</summary>
    internal DistributionOptions Options { get; }

    /// <summary>The converters of message bodies.</summary>
    internal MessageConverters Converters { get; }

    /// <summary>The handlers of the service.</summary>
    internal HandlerRegistry Handlers => Local.Handlers;

    /// <summary>The brokers of the service.</summary>
    internal IReadOnlyList<ServiceBroker> Brokers => _brokers;

    /// <summary>Whether something other than the host decides in which process the service consumes.</summary>
    internal bool IsPlaced { get; set; }

    /// <summary>Whether this process should consume the queues of the service.</summary>
    internal bool Consumes => _distributions.Any(one => one.CanConsume) && (_isConsuming || !IsPlaced);

    /// <summary>The queues of the service, on all its brokers.</summary>
    internal IReadOnlyList<string> Queues => [.. _distributions.SelectMany(one => one.ConsumedQueues)];

    /// <summary>The queues that this process consumes while it is consuming, each with its broker.</summary>
    internal IEnumerable<(IBroker Broker, string Queue)> ConsumedQueues => _distributions.Zip(_brokers)
        .Where(one => one.First.CanConsume).SelectMany(one => one.First.ConsumedQueues.Select(queue => (one.Second.Broker, queue)));

    /// <summary>The names of the brokers on which this process consumes.</summary>
    internal IEnumerable<string> ConsumedBrokers =>
        Consumes ? _distributions.Zip(_brokers).Where(one => one.First.CanConsume).Select(one => one.Second.Name) : [];

    /// <summary>Starts the buses and, when the service has distributed handlers, begins to consume.</summary>
    /// <param name="system">The actor system that hosts the actors.</param>
    /// <param name="broker">The broker that carries the messages.</param>
    /// <param name="handlers">The handlers.</param>
    /// <param name="services">
    /// Resolves handlers, and optionally <see cref="MessageConverters"/>, <see cref="IMessageObserver"/>s, a time provider and a logger factory.
    /// </param>
    /// <param name="local">The options of the local buses.</param>
    /// <param name="options">The options for sending and receiving.</param>
    /// <exception cref="BrokerException">The broker refused, or was not reached within <see cref="DistributionOptions.StartTimeout"/>.</exception>
    /// <exception cref="ArgumentException">The name of the service or an option is invalid.</exception>
    public static async Task<ActorBusService> StartAsync(
        ActorSystem system, IBroker broker, HandlerRegistry handlers, IServiceProvider services, BusRuntimeOptions local,
        DistributionOptions options)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(broker);
        ArgumentNullException.ThrowIfNull(options);
        var converters = services.GetService<MessageConverters>() ?? MessageConverters.Default;
        var service = new ActorBusService(
            local, handlers, [new ServiceBroker(ServiceMap.DefaultBroker, broker, options)], ServiceMaps.None, converters, services);
        try
        {
            await service.StartAsync(system).ConfigureAwait(false);
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
    /// Stops consuming, completes running handlers, sends their outgoing messages, and stops the buses. Messages that were delivered but not started
    /// return to the broker. Later calls return the result of the first.
    /// </summary>
    /// <remarks>
    /// When called from a handler of this service, it initiates the stop and returns false immediately, because waiting would be a deadlock.
    /// </remarks>
    /// <param name="deadline">How long to wait for running handlers; after that they are cancelled and their messages return to the broker.</param>
    /// <returns>False when something had to be cancelled.</returns>
    public Task<bool> StopAsync(TimeSpan deadline)
    {
        var stopping = _stop.RunAsync(() => StopCoreAsync(deadline));
        return MessageFlow.Current is { } flow && Local.Buses.Contains(flow.Bus) ? Task.FromResult(false) : AnswerAsync();

        async Task<bool> AnswerAsync()
        {
            await stopping.ConfigureAwait(false);
            return _drained;
        }
    }

    /// <summary>Stops the service within <see cref="DistributionOptions.DrainTimeout"/> and disposes the brokers that were created for it.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(Options.DrainTimeout).ConfigureAwait(false);
        foreach (var deferred in _brokers.Select(broker => broker.Broker).OfType<DeferredBroker>()) await deferred.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Creates the actors. From then on the local buses accept messages, while sends wait for the broker.</summary>
    /// <exception cref="BusConfigurationException">A plugin cannot be attached.</exception>
    internal async Task StartAsync(ActorSystem system)
    {
        _observers.Open(_services.GetServices<IMessageObserver>());
        await Local.StartAsync(system).ConfigureAwait(false);
        foreach (var one in _distributions)
        {
            var name = one == _distributions[0] ? "distributed-bus" : $"distributed-bus-{one.Outlet.Broker}";
            var actor = await Local.StartChildAsync(one.ActorPropsFor(Distributed), name).ConfigureAwait(false);
            if (one == _distributions[0]) DistributedActor = actor;
            one.Open(actor);
        }

        _started.TrySetResult();
    }

    /// <summary>Begins to consume, where the service has distributed handlers, and waits until the brokers are reached.</summary>
    /// <exception cref="BrokerException">A broker refused or was not reached in time; the error lists all such brokers.</exception>
    internal async Task ConsumeAsync()
    {
        _isConsuming = true;
        _budget.Renew();
        var starts = _distributions.Zip(_brokers).Select(one => StartAsync(one.First, one.Second)).ToArray();
        await Task.WhenAll(starts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var errors = starts.Select(start => start.Exception?.InnerException).OfType<Exception>().ToArray();
        if (errors.Length == 0) return;
        if (errors.Length == 1 || !errors.All(error => error is BrokerException)) await Task.WhenAll(starts).ConfigureAwait(false);
        throw new BrokerException(
            $"{errors.Length} brokers cannot be used. {string.Join(' ', errors.Select(error => error.Message))}",
            errors.All(error => error is BrokerException { IsTransient: true }), new AggregateException(errors));
    }

    private Task StartAsync(DistributionRuntime distribution, ServiceBroker broker)
    {
        var start = distribution.StartAsync();
        if (!broker.Options.StartWithoutBroker) return start;
        // The bridge keeps trying; its status and the log give the reason.
        _ = start.ContinueWith(static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return Task.CompletedTask;
    }

    /// <summary>Stops consuming and completes running handlers. Sends continue, and <see cref="ConsumeAsync"/> starts consuming again.</summary>
    /// <returns>False when something was still running at the deadline.</returns>
    internal async Task<bool> StopConsumingAsync(TimeSpan deadline)
    {
        _isConsuming = false;
        return (await Task.WhenAll(_distributions.Select(one => one.StopConsumingAsync(deadline, forGood: false))).ConfigureAwait(false)).All(done => done);
    }

    /// <summary>Stops consuming, completes running handlers and sends their outgoing messages, once. The local buses still accept messages.</summary>
    /// <returns>False when something was still running at the deadline; later calls return the result of the first.</returns>
    internal async Task<bool> DrainAsync(TimeSpan deadline)
    {
        await _drain.RunAsync(() => DrainCoreAsync(deadline)).ConfigureAwait(false);
        return _drained;
    }

    // Messages from one broker may be forwarded to another, so all stop consuming before the first is flushed.
    private async Task DrainCoreAsync(TimeSpan deadline)
    {
        if (DistributedActor.IsNobody()) return;
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            var stopped = await Task.WhenAll(_distributions.Select(one => one.StopConsumingAsync(deadline, forGood: true))).ConfigureAwait(false);
            var rest = Rest(started, deadline);
            var flushed = await Task.WhenAll(_distributions.Select(one => one.FlushAsync(rest))).ConfigureAwait(false);
            _drained = stopped.Concat(flushed).All(done => done);
        }
        finally
        {
            await Task.WhenAll(_distributions.Select(one => one.EndAsync())).ConfigureAwait(false);
        }
    }

    private async Task StopCoreAsync(TimeSpan deadline)
    {
        var started = TimeProvider.System.GetTimestamp();
        await DrainAsync(deadline).ConfigureAwait(false);
        await Local.StopAsync(Rest(started, deadline)).ConfigureAwait(false);
    }

    private static TimeSpan Rest(long started, TimeSpan deadline)
    {
        var rest = deadline - TimeProvider.System.GetElapsedTime(started);
        return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
    }
}
