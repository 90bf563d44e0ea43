using ActorBus.Brokers;
using ActorBus.Diagnostics;
using ActorBus.Distribution.Bridges;
using ActorBus.Handlers;
using ActorBus.Raw;
using ActorBus.Recovery;
using ActorBus.Serialization;

namespace ActorBus.Distribution;

/// <summary>Puts the distributed side of one service together: starts, drains and shows it.</summary>
internal sealed class DistributionRuntime
{
    private readonly DistributionOptions _options;
    private readonly BridgeDirectory _bridges;
    private readonly Sender _sender;
    private readonly CancellationTokenSource _draining = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly IBroker _broker;
    private readonly IWireProfile _profile;
    private readonly HandlerRegistry _handlers;
    private readonly DeliveryProcessor _processor;

    public DistributionRuntime(
        DistributionOptions options, IBroker broker, HandlerRegistry handlers, LocalBuses buses, MessageConverters converters,
        MessageObservers observers, ILoggingAdapter log, TimeProvider time)
    {
        _options = options;
        _broker = broker;
        _handlers = handlers;
        _profile = WireProfiles.Create(options);
        var ownQueue = _profile.OwnQueue(options.ServiceName);
        _bridges = new BridgeDirectory(options, broker.Name);
        _sender = new Sender(options, _profile, _bridges, observers, time);
        Bus = new DistributedBus(
            options, _profile, converters, _sender, new Asker(options, _sender, _bridges), time, SendOptions.Default);

        var failures = new FailurePath(options.ServiceName, ownQueue, options.Limits, PublishOwnAsync, observers, time, _stopping.Token, log);
        var replies = new ReplySender(options.ServiceName, converters, PublishOwnAsync, time, log);
        var run = new HandlerRun(options, buses, converters, failures, replies, observers, broker.Name, time, _draining.Token, log);
        Raw = new RawBus(broker, converters, options.Raw ?? RawBus.DefaultsFor(options.ServiceName), log, time, options.Declare);
        DeadLetters = Recovery.DeadLetters.Of(broker, options, text => log.Info("{0}", text), time);
        _processor = new DeliveryProcessor(options.ServiceName, _profile, handlers, run, failures, observers, time, log);
    }

    /// <summary>The bus that users get.</summary>
    public IDistributedBus Bus { get; }

    /// <summary>Messages as they are on the broker.</summary>
    public RawBus Raw { get; }

    /// <summary>The dead letters of the service.</summary>
    public IDeadLetters DeadLetters { get; }

    /// <summary>The state of every connection of every bridge.</summary>
    public IReadOnlyCollection<BridgeStatus> Statuses => _bridges.Statuses;

    /// <summary>The queues that the service consumes.</summary>
    public IReadOnlyList<string> ConsumedQueues => _profile.ConsumedQueues(Service());

    /// <summary>What the actor <c>distributed-bus</c> is made of.</summary>
    public Props ActorProps
    {
        get
        {
            Func<string, BridgeParts> parts = Parts;
            var most = _options.MaxDestinations;
            return Props.Create(() => new DistributedBusActor(parts, most));
        }
    }

    /// <summary>Sends are taken from now on.</summary>
    /// <param name="distributedBus">The actor made of <see cref="ActorProps"/>.</param>
    public void Open(IActorRef distributedBus) => _bridges.Open(distributedBus);

    /// <summary>Begins to consume and waits until it does; a service that only sends waits until it can.</summary>
    /// <exception cref="BrokerException">The broker refuses, or did not come in time.</exception>
    public async Task StartAsync()
    {
        var own = await _bridges.GetAsync(_options.ServiceName, CancellationToken.None).ConfigureAwait(false);
        var timeout = _options.StartTimeout;
        object answer;
        try
        {
            answer = await own.Actor.Ask<object>(ConsumerActor.WaitForStart.Instance, timeout).ConfigureAwait(false);
        }
        catch (AskTimeoutException)
        {
            var status = _bridges.Statuses.Where(one => one.Service == _options.ServiceName).MaxBy(one => one.Role == BridgeStatus.Consumer)!;
            throw new BrokerException(
                $"The {status.Role} of the service '{_options.ServiceName}' did not come to {_broker.Address} within {timeout}: "
                + $"{(status.Now.Reason ?? status.Now.Health.ToString()).TrimEnd('.')}. Start the broker, correct its address, or allow more time.",
                isTransient: true);
        }

        if (answer is ConsumerActor.StartFailed failed) throw failed.Error;
    }

    /// <summary>Stops consuming and waits for what is under way; sends go on, and <see cref="StartAsync"/> consumes again.</summary>
    /// <returns>False when something was still under way at the deadline.</returns>
    public async Task<bool> StopConsumingAsync(TimeSpan timeout)
    {
        try
        {
            var own = await _bridges.GetAsync(_options.ServiceName, CancellationToken.None).ConfigureAwait(false);
            await own.Actor.Ask<ConsumerActor.Done>(ConsumerActor.Stop.Instance, timeout).ConfigureAwait(false);
            return true;
        }
        catch (AskTimeoutException)
        {
            return false;
        }
    }

    /// <summary>
    /// Stops consuming, waits for what is under way and for its sends, and closes; what was not begun goes back to the broker.
    /// </summary>
    /// <returns>False when something was still under way at the deadline.</returns>
    public async Task<bool> DrainAsync(TimeSpan timeout)
    {
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            var own = await _bridges.GetAsync(_options.ServiceName, CancellationToken.None).ConfigureAwait(false);
            var consumed = own.Actor.Ask<ConsumerActor.Done>(ConsumerActor.Stop.Instance, timeout);
            await _draining.CancelAsync().ConfigureAwait(false);
            await consumed.ConfigureAwait(false);
            var rest = timeout - TimeProvider.System.GetElapsedTime(started);
            await Task.WhenAll(_bridges.All.Select(bridge => bridge.Actor.Ask<PublisherActor.Flushed>(
                PublisherActor.Flush.Instance, rest > TimeSpan.Zero ? rest : TimeSpan.Zero))).ConfigureAwait(false);
            return true;
        }
        catch (AskTimeoutException)
        {
            return false;
        }
        finally
        {
            await Raw.DisposeAsync().ConfigureAwait(false);
            await _stopping.CancelAsync().ConfigureAwait(false);
        }
    }

    private Task<PublishOutcome> PublishOwnAsync(OutgoingMessage message) =>
        _sender.PublishAsync(_options.ServiceName, message, _options.SendTimeout);

    private BridgeParts Parts(string service)
    {
        var broker = _broker;
        var own = service == _options.ServiceName;
        var everything = OwnTopology.Of(_options, _handlers);
        // The own queue is there as soon as the service is, consumed or not: what is sent to it meanwhile waits.
        var groundwork = new Groundwork(own ? everything : new Topology { Exchanges = everything.Exchanges }, _options.Declare);
        var publisherStatus = _bridges.NewStatus(service, BridgeStatus.Publisher);
        var publisher = Props.Create(() => new PublisherActor(broker, groundwork, publisherStatus));
        if (!own) return new BridgeParts(publisher, null, null);

        var repliesStatus = _bridges.NewStatus(service, BridgeStatus.Replies);
        var replies = Props.Create(() => new ReplyActor(broker, service, repliesStatus));
        if (!_options.Consume || !OwnTopology.HasQueue(_handlers)) return new BridgeParts(publisher, replies, null);

        var intake = new Intake(_options.Prefetch ?? Math.Max(20, 4 * Math.Max(8, 2 * Environment.ProcessorCount)), _options.StopAfter ?? int.MaxValue);
        var queues = ConsumedQueues;
        Func<Delivery, Task<DeliveryResult>> process = _processor.ProcessAsync;
        var consumerStatus = _bridges.NewStatus(service, BridgeStatus.Consumer);
        var consumer = Props.Create(() => new ConsumerActor(broker, groundwork, queues, intake, process, consumerStatus));
        return new BridgeParts(publisher, replies, consumer);
    }

    private ServiceTopology Service() => OwnTopology.Service(_options, _handlers);
}
