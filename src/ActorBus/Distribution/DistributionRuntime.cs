using ActorBus.Brokers;
using ActorBus.Diagnostics;
using ActorBus.Distribution.Bridges;
using ActorBus.Distribution.Profiles;
using ActorBus.Distribution.Sending;
using ActorBus.Distribution.Topologies;
using ActorBus.Handlers;
using ActorBus.Pipeline;
using ActorBus.Raw;
using ActorBus.Recovery;
using ActorBus.Serialization;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace ActorBus.Distribution;

/// <summary>Assembles what one service does on one broker; starts and drains it, and exposes its state.</summary>
internal sealed class DistributionRuntime
{
    private const string RabbitMq = "rabbitmq";
    private static readonly TimeSpan ConsumerTimeout = TimeSpan.FromMinutes(30);

    private readonly DistributionOptions _options;
    private readonly BridgeDirectory _bridges;
    private readonly Sender _sender;
    private readonly IBroker _broker;
    private readonly TimeProvider _time;
    private readonly ActorTroubles _troubles;
    private readonly ILogger _deliveryLog;
    private readonly ILogger _connectionLog;
    private readonly IWireProfile _profile;
    private readonly HandlerRegistry _handlers;
    private readonly DeliveryServices _deliveries;
    private readonly EnvelopeTranslator _translator;
    private readonly Intake _intake;
    private readonly Groundwork _groundwork;
    private readonly Dictionary<string, QueueDeclaration> _recoveryQueues;
    private readonly RawQueueWatch? _rawQueues;

    public DistributionRuntime(
        string name, DistributionOptions options, IBroker broker, HandlerRegistry handlers, LocalBuses buses, MessageConverters converters,
        MessageObservers observers, ILoggerFactory logs, TimeProvider time, DeliveryBudget budget, ActorTroubles troubles,
        int concurrency)
    {
        _options = options;
        _time = time;
        _troubles = troubles;
        _deliveryLog = logs.CreateLogger(LogCategories.Delivery);
        _connectionLog = logs.CreateLogger(LogCategories.Connections);
        var (log, rawLog) = (_deliveryLog, logs.CreateLogger(LogCategories.Raw));
        var prefetch = options.Prefetch ?? DistributionOptions.PrefetchFor(concurrency);
        _intake = new Intake(prefetch, Waiting(prefetch, options, handlers), budget);
        _broker = broker;
        _handlers = handlers;
        _profile = WireProfiles.Create(options);
        _translator = new EnvelopeTranslator(_profile, time);
        // The service's own queue exists as soon as the service does, consumed or not: messages sent to it in the meantime wait.
        _groundwork = new Groundwork(OwnTopology.Of(options, handlers), options.Declare, options.OnQueueMismatch);
        var ownQueue = _profile.OwnQueue(options.ServiceName);
        _recoveryQueues = options.Declare ? RecoveryQueues.Of(Service(), ownQueue).ToDictionary(queue => queue.Name, StringComparer.Ordinal) : [];
        _bridges = new BridgeDirectory(options, name, broker);
        _sender = new Sender(options, _profile, _bridges, observers);
        Outlet = new Outlet(name, _sender, new Asker(options, _sender, _bridges));

        _deliveries = new DeliveryServices(
            name, broker, options, _intake, buses, converters, new DeliveryReader(options.ServiceName, options.AllowedSources, _profile, handlers, time, log),
            new FailureCopies(options.ServiceName, ownQueue, options.StoreStackTraces, time, log), StoreAsync,
            new ReplySender(options.ServiceName, options.TellFailures, converters, PublishOwnAsync, time, log), observers, time, log, troubles);
        var raw = options.Raw ?? RawBus.DefaultsFor(options.ServiceName);
        // Raw messages go through the default broker, and through no other.
        if (name == ServiceMap.DefaultBroker)
            _rawQueues = new RawQueueWatch(raw, options.Declare, broker, role => _bridges.NewStatus(options.ServiceName, role), time, rawLog);
        Raw = new RawBus(broker, converters, raw, rawLog, time, options.Declare, watch: _rawQueues);
        DeadLetters = Recovery.DeadLetters.Of(broker, options, handlers, log, time);
    }

    /// <summary>The outlet through this broker.</summary>
    public Outlet Outlet { get; }

    /// <summary>The raw bus of the broker.</summary>
    public RawBus Raw { get; }

    /// <summary>The dead letters of the service.</summary>
    public IDeadLetters DeadLetters { get; }

    /// <summary>The state of every connection of every bridge.</summary>
    public IReadOnlyCollection<BridgeStatus> Statuses => _bridges.Statuses;

    /// <summary>The queues that the service consumes on this broker.</summary>
    public IReadOnlyList<string> ConsumedQueues => _profile.ConsumedQueues(Service());

    /// <summary>Whether there is anything that this process could consume.</summary>
    public bool CanConsume => _options.Consume && OwnTopology.HasQueue(_options, _handlers);

    /// <summary>Returns the props of the actor <c>distributed-bus</c>.</summary>
    /// <param name="bus">Carries out the requests that the actor receives.</param>
    public Props ActorPropsFor(IDistributedBus bus)
    {
        Func<string, IActorRef, IActorRef, BridgeParts> parts = Parts;
        var (most, own) = (_options.MaxDestinations, Context(_options.ServiceName));
        var groundwork = _groundwork;
        var publishing = Props.Create(() => new ConnectionActor(own, ConnectionPurpose.Publish, groundwork));
        var consuming = Props.Create(() => new ConnectionActor(own, ConnectionPurpose.Consume, Bridges.Groundwork.None));
        Func<string, bool> tryClose = _bridges.TryClose;
        Action stopped = _bridges.Stop;
        return Props.Create(() => new DistributedBusActor(bus, publishing, consuming, parts, tryClose, stopped, most, own));
    }

    /// <summary>Accepts sends from now on.</summary>
    /// <param name="distributedBus">The actor created from <see cref="ActorPropsFor"/>.</param>
    public void Open(IActorRef distributedBus) => _bridges.Open(distributedBus);

    /// <summary>Begins to consume and waits until it does; a service that only sends waits until it can send.</summary>
    /// <exception cref="BrokerException">The broker refused or was not reached in time.</exception>
    public async Task StartAsync()
    {
        WarnOfLongHandlers();
        var own = await _bridges.GetAsync(_options.ServiceName, CancellationToken.None).ConfigureAwait(false);
        var timeout = _options.StartTimeout;
        object answer;
        try
        {
            answer = await own.Actor.Ask<object>(ConsumerActor.WaitForStart.Instance, timeout).ConfigureAwait(false);
        }
        catch (AskTimeoutException)
        {
            var status = _bridges.Statuses.Where(one => one.Service == _options.ServiceName && one.Role != BridgeStatus.Replies).MaxBy(one => one.Role == BridgeStatus.Consumer)!;
            throw new BrokerException(
                $"The {status.Role} of the service '{_options.ServiceName}' could not connect to {_broker.Address} within {timeout}: "
                + $"{(status.Now.Reason ?? status.Now.Health.ToString()).TrimEnd('.')}. Start the broker, correct its address, or allow more time.",
                isTransient: true);
        }

        if (answer is ConsumerActor.StartFailed failed) throw failed.Error;
        if (_rawQueues is not null) await _rawQueues.LookAsync(timeout).ConfigureAwait(false);
    }

    // A delivery that is neither settled nor given back in that time closes its channel. AMQP does not tell the limit.
    private void WarnOfLongHandlers()
    {
        if (_broker.Name != RabbitMq || !CanConsume) return;
        foreach (var handler in _handlers.All.Where(one => one.IsDistributed))
        {
            var policy = handler.FailurePolicy ?? _options.FailurePolicy;
            var tries = 1 + policy.ImmediateRetries;
            var longest = ((handler.Timeout ?? _options.HandlerTimeout) * tries)
                + (policy.KeepOrder ? policy.AllDelaysTogether : TimeSpan.Zero);
            if (longest > ConsumerTimeout) _connectionLog.HandlerMayTakeTooLong(handler.Name, _options.ServiceName, longest, tries, ConsumerTimeout);
        }
    }

    /// <summary>Stops consuming and waits for running handlers; messages that were not started return to the broker.</summary>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="forGood">True when the service ends, false when <see cref="StartAsync"/> may consume again.</param>
    /// <returns>False when something was still running at the deadline.</returns>
    public async Task<bool> StopConsumingAsync(TimeSpan timeout, bool forGood)
    {
        if (_bridges.Stopped.IsCancellationRequested) return true;
        // Without a bridge nothing was ever consumed, and creating one now would connect to the broker.
        if (await _bridges.FindAsync(_options.ServiceName).ConfigureAwait(false) is not { } own) return true;
        return await InTimeAsync(own.Actor.Ask<ConsumerActor.Done>(
            new ConsumerActor.Stop(GivesUpWaiting: forGood), timeout, _bridges.Stopped)).ConfigureAwait(false);
    }

    /// <summary>Waits until all sent messages are confirmed.</summary>
    /// <returns>False when some were not confirmed by the deadline.</returns>
    public Task<bool> FlushAsync(TimeSpan timeout) => _bridges.Stopped.IsCancellationRequested ? Task.FromResult(true) : InTimeAsync(Task.WhenAll(
        _bridges.All.Select(bridge => bridge.Actor.Ask<BridgeActor.Flushed>(BridgeActor.Flush.Instance, timeout, _bridges.Stopped))));

    /// <summary>Releases what exists besides the actors.</summary>
    public Task EndAsync() => Raw.CloseAsync().AsTask();

    private async Task<bool> InTimeAsync(Task done)
    {
        try
        {
            await done.ConfigureAwait(false);
            return true;
        }
        catch (AskTimeoutException)
        {
            return false;
        }
        catch (OperationCanceledException) when (_bridges.Stopped.IsCancellationRequested)
        {
            // The actor system has ended by itself, and with it all that was to be waited for.
            return true;
        }
    }

    private async Task<PublishOutcome> StoreAsync(OutgoingMessage copy)
    {
        var outcome = await PublishOwnAsync(new PublishRequest(copy) { IsCopy = true }).ConfigureAwait(false);
        if (outcome.Status != PublishStatus.Returned || copy.Exchange.Length > 0 || !_recoveryQueues.TryGetValue(copy.RoutingKey, out var queue)) return outcome;
        // The queue was deleted since it was declared with the others.
        return await PublishOwnAsync(new PublishRequest(copy) { IsCopy = true, Needs = new PublishNeeds(queue, null) }).ConfigureAwait(false);
    }

    private Task<PublishOutcome> PublishOwnAsync(OutgoingMessage message) => PublishOwnAsync(new PublishRequest(message));

    private Task<PublishOutcome> PublishOwnAsync(PublishRequest request) => _sender.PublishAsync(_options.ServiceName, request, _options.SendTimeout);

    private BridgeContext Context(string service) => new(_options.ServiceName, service, _broker, _connectionLog, _time, _troubles);

    private BridgeParts Parts(string service, IActorRef publishing, IActorRef consuming)
    {
        var bridge = Context(service);
        var parts = new BridgeParts(bridge, publishing, _translator, _bridges.NewStatus(service, BridgeStatus.Publisher)) { Groundwork = _groundwork };
        if (service != _options.ServiceName) return parts with { IdleTimeout = _options.IdleBridgeTimeout };

        var repliesStatus = _bridges.NewStatus(service, BridgeStatus.Replies);
        parts = parts with { Replies = Props.Create(() => new ReplyActor(bridge, consuming, repliesStatus)) };
        if (!CanConsume) return parts;

        var (intake, queues, groundwork) = (_intake, ConsumedQueues, _groundwork);
        Func<Props> deliveries = Deliveries;
        var consumerStatus = _bridges.NewStatus(service, BridgeStatus.Consumer);
        return parts with
        {
            Consumer = Props.Create(() => new ConsumerActor(bridge, consuming, groundwork, queues, intake, deliveries, consumerStatus)),
        };
    }

    private Props Deliveries()
    {
        var services = _deliveries;
        var book = new DeliveryBook(_intake.Unsettled, waiting => _deliveryLog.OrderBufferFillsUp(_options.ServiceName, waiting, _intake.Unsettled));
        return Props.Create(() => new DeliveriesActor(services, book));
    }

    private static int Waiting(int prefetch, DistributionOptions options, HandlerRegistry handlers)
    {
        var keepsOrder = handlers.All.Any(one => one is { IsDistributed: true, PartitionKey: not null } && (one.FailurePolicy ?? options.FailurePolicy).KeepOrder);
        if (!keepsOrder) return 0;
        return options.StopAfter is { } limit ? Math.Clamp(limit - prefetch, 0, options.OrderBuffer) : options.OrderBuffer;
    }

    private ServiceTopology Service() => OwnTopology.Service(_options, _handlers);
}
