using ActorBus.Brokers;
using ActorBus.Diagnostics;
using Akka.Actor;
using Akka.Event;
using Microsoft.Extensions.Logging;

namespace ActorBus.Distribution.Bridges;

/// <summary>
/// Keeps the service's queues consumed. Parent: the bridge of the own service. Child: <c>deliveries</c> (restarted), which takes what comes. Restarted by
/// the bridge: the subscription is closed, so the broker delivers again what was unsettled.
/// </summary>
/// <remarks>
/// <code>
/// Connecting -> Subscribing -> Consuming -> Stopping -> Draining -> Closing -> Closed
///      ^         ^   |  ^          |
///      |         |   v  +-Renewing-+
///      +---------+-Pausing
/// </code>
/// Whatever ends the subscription (cancelled by the broker, queue deleted, channel or connection lost), it declares and consumes again by itself. A
/// subscription to which nothing is given for a while is compared with what the broker says: one that is dead while all seems open is made anew. A stop
/// ends the subscription first, then waits for what is under way, then closes.
/// </remarks>
internal sealed class ConsumerActor : ReceiveActor
{
    private const int MostSuspicions = 2;
    private static readonly TimeSpan ConsumeLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);

    private readonly BridgeContext _bridge;
    private readonly IActorRef _connectionActor;
    private readonly IReadOnlyList<string> _queues;
    private readonly string _names;
    private readonly Intake _intake;
    private readonly Groundwork _groundwork;
    private readonly BridgeStatus _status;
    private readonly ILogger _log;
    private readonly Outage _outage;
    private readonly IActorRef _deliveries;
    private readonly List<IActorRef> _awaitingStart = [];
    private readonly List<IActorRef> _awaitingStop = [];
    private readonly CancellationTokenSource _lifetime = new();
    private IBrokerConnection? _connection;
    private IBrokerSubscription? _subscription;
    private StartFailed? _startFailure;
    private ITimer? _timer;
    private int _generation;
    private int _failures;
    private int _suspicions;
    private long _taken;
    private bool _isGivingUp;
    private bool _isIdle;
    private bool _isSubscribing;

    /// <param name="bridge">The bridge.</param>
    /// <param name="connection">The actor of the connection that consumes.</param>
    /// <param name="groundwork">What has to be on the broker before the queues are consumed.</param>
    /// <param name="queues">The queues.</param>
    /// <param name="intake">How much is taken.</param>
    /// <param name="deliveries">Makes the actor that takes the deliveries.</param>
    /// <param name="status">How it is doing.</param>
    public ConsumerActor(
        BridgeContext bridge, IActorRef connection, Groundwork groundwork, IReadOnlyList<string> queues, Intake intake, Func<Props> deliveries, BridgeStatus status)
    {
        _bridge = bridge;
        _connectionActor = connection;
        _log = bridge.Log;
        _outage = new Outage(bridge.Time);
        _queues = queues;
        _names = string.Join("', '", queues);
        _intake = intake;
        _groundwork = groundwork;
        _status = status;
        _deliveries = Context.ActorOf(deliveries(), "deliveries");
        Become(Connecting);
    }

    protected override void PreStart() => _connectionActor.Tell(ConnectionActor.Join.Instance);

    protected override void PostRestart(Exception reason)
    {
        Context.Parent.Tell(Restarted.Instance);
        base.PostRestart(reason);
    }

    protected override void PostStop()
    {
        _timer?.Dispose();
        // A subscription that is being made ends by this, or the broker would deliver to nobody.
        _lifetime.Cancel();
        _lifetime.Dispose();
        if (_subscription is { } subscription) _ = CloseAsync(subscription);
        _connectionActor.Tell(ConnectionActor.Leave.Instance);
        _status.Set(BridgeHealth.Stopped, _status.Now.Health == BridgeHealth.Stopped ? _status.Now.Reason : "the consumer stopped");
        Answer(_awaitingStart, new StartFailed(new BrokerException("The consumer stopped before it had started.", isTransient: true)));
        Answer(_awaitingStop, Done.Instance);
    }

    protected override SupervisorStrategy SupervisorStrategy() => _bridge.Strategy();

    private void Connecting()
    {
        Receive<ConnectionActor.Opened>(OnOpened);
        Running();
    }

    private void Subscribing()
    {
        Receive<Subscribed>(OnSubscribed, subscribed => subscribed.Generation == _generation);
        Receive<NotSubscribed>(OnNotSubscribed, failed => failed.Generation == _generation);
        Running();
    }

    private void Consuming()
    {
        Receive<Look>(_ => _deliveries.Tell(DeliveriesActor.GetCounts.Instance));
        Receive<DeliveriesActor.Counts>(OnCounts);
        Receive<QueueWatch.Seen>(OnSeen, seen => seen.Generation == _generation);
        Running();
    }

    private void Pausing()
    {
        Receive<Subscribe>(_ => Consume(), subscribe => subscribe.Generation == _generation);
        Running();
    }

    private void Renewing()
    {
        Receive<Unsubscribed>(_ => Consume());
        Running();
    }

    /// <summary>What it does in every state in which it consumes or is about to.</summary>
    private void Running()
    {
        Receive<ConnectionActor.Opened>(OnOpened);
        Receive<ConnectionActor.Lost>(OnLost);
        Receive<ConnectionActor.Refused>(OnRefused);
        Receive<Stopped>(OnStopped, stopped => stopped.Generation == _generation);
        Receive<WaitForStart>(_ => OnWaitForStart());
        Receive<Stop>(OnStop);
        Receive<HasTakenEnough>(_ => OnTakenEnough());
        Receive<StoppedByPolicy>(_ => OnStoppedByPolicy());
        Receive<CannotGoOn>(OnCannotGoOn);
        Late();
    }

    private void Stopping()
    {
        Receive<Subscribed>(OnSubscribedTooLate, subscribed => subscribed.Generation == _generation);
        Receive<NotSubscribed>(_ => OnUnsubscribed(), failed => failed.Generation == _generation);
        Receive<Unsubscribed>(_ => OnUnsubscribed());
        Receive<Idle>(_ => _isIdle = true);
        Ending();
    }

    private void Draining()
    {
        Receive<Idle>(_ =>
        {
            _isIdle = true;
            CloseWhenIdle();
        });
        Ending();
    }

    private void Closing()
    {
        Receive<Closed>(_ => OnClosed());
        Ending();
    }

    private void Ended() => Ending();

    /// <summary>What it does in every state on the way to its end.</summary>
    private void Ending()
    {
        Receive<ConnectionActor.Lost>(OnLostAtTheEnd);
        Receive<WaitForStart>(_ => Sender.Tell(Done.Instance));
        Receive<Stop>(OnStopAgain);
        Late();
    }

    /// <summary>What comes when it no longer matters: of subscriptions and connections that were given up.</summary>
    private void Late()
    {
        Receive<Subscribed>(late => _ = CloseAsync(late.Subscription));
        ReceiveAny(_ => { });
    }

    private void OnOpened(ConnectionActor.Opened opened)
    {
        // Who joins again is told again.
        if (ReferenceEquals(_connection, opened.Connection)) return;
        _connection = opened.Connection;
        Consume();
    }

    private void OnLost(ConnectionActor.Lost lost)
    {
        // It may have been restarted, and then knows nobody any more.
        _connectionActor.Tell(ConnectionActor.Join.Instance);
        if (_connection is null) return;
        _connection = null;
        _outage.Begin();
        Forget(lost.Reason);
        Become(Connecting);
    }

    private void OnRefused(ConnectionActor.Refused refused)
    {
        _status.Set(BridgeHealth.Connecting, refused.Error.Message);
        if (refused.IsPermanent) FailStart(refused.Error);
    }

    private void Consume()
    {
        if (_connection is not { } connection) return;
        _timer?.Dispose();
        var generation = ++_generation;
        var self = Self;
        _deliveries.Tell(new DeliveriesActor.Begin(generation));
        _isSubscribing = true;
        Become(Subscribing);
        SubscribeAsync(connection, generation, self, _deliveries, _lifetime.Token).PipeTo(
            self,
            success: subscription => new Subscribed(generation, subscription),
            failure: error => new NotSubscribed(generation, error));
    }

    private async Task<IBrokerSubscription> SubscribeAsync(
        IBrokerConnection connection, int generation, IActorRef self, IActorRef deliveries, CancellationToken lifetime)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(lifetime);
        limit.CancelAfter(ConsumeLimit);
        await _groundwork.LayAsync(connection, _log, limit.Token).ConfigureAwait(false);
        var subscription = await SubscriptionSet.OpenAsync(
            connection, _queues, _intake.Unsettled, delivery => deliveries.Tell(new DeliveriesActor.Delivered(generation, delivery), ActorRefs.NoSender),
            stopped => self.Tell(new Stopped(generation, stopped.Reason), ActorRefs.NoSender), limit.Token).ConfigureAwait(false);
        if (!lifetime.IsCancellationRequested) return subscription;
        await CloseAsync(subscription).ConfigureAwait(false);
        throw new OperationCanceledException(lifetime);
    }

    private void OnSubscribed(Subscribed subscribed)
    {
        _isSubscribing = false;
        _subscription = subscribed.Subscription;
        _failures = 0;
        _startFailure = null;
        _status.Set(BridgeHealth.Open, null);
        if (_outage.End() || !_outage.IsRepeated) _log.ConsumerStarted(_bridge.Service, _names, _intake.Prefetch, _intake.Waiting);
        (_taken, _suspicions) = (-1, 0);
        _timer = _bridge.Time.TellEvery(Self, Look.Instance, LookEvery);
        Become(Consuming);
        Answer(_awaitingStart, Done.Instance);
    }

    // A subscription can be dead while everything says that it is open: then the queue shows it.
    private void OnCounts(DeliveriesActor.Counts counts)
    {
        var hasWorked = (_taken >= 0 && counts.Taken != _taken) || (_taken < 0 && counts.Taken > 0) || counts.UnderWay > 0;
        _taken = counts.Taken;
        if (hasWorked) _suspicions = 0;
        else if (_connection is { IsOpen: true } connection)
            QueueWatch.LookAsync(connection, _queues, _groundwork, _generation, ConsumeLimit).PipeTo(Self);
    }

    private void OnSeen(QueueWatch.Seen seen)
    {
        _suspicions = seen.Fault is null ? 0 : _suspicions + 1;
        if (_suspicions < MostSuspicions || _subscription is not { } dead) return;
        TellOfInterruption(seen.Fault!);
        Forget(seen.Fault!);
        Become(Renewing);
        Unsubscribe(dead, isForGood: true);
    }

    private void OnNotSubscribed(NotSubscribed failed)
    {
        _isSubscribing = false;
        var permanent = failed.Error is BrokerException { IsTransient: false };
        _status.Set(BridgeHealth.Connecting, failed.Error.Message);
        var delay = NextDelay(permanent);
        switch (_outage.Fail())
        {
            case OutageNews.First:
                _log.CannotConsume(_bridge.Service, _names, delay, failed.Error.Message);
                break;
            case OutageNews.Reminder:
                _log.StillNotConsuming(_bridge.Service, _names, _outage.Elapsed, _outage.Tries, delay, failed.Error.Message);
                break;
        }

        Retry(delay);
        if (permanent) FailStart(failed.Error);
    }

    private void OnStopped(Stopped stopped)
    {
        // With its connection it is made again when there is another one.
        var isTheConnections = _connection is not { IsOpen: true };
        if (!isTheConnections) TellOfInterruption(stopped.Reason);
        Forget(stopped.Reason);
        Retry(NextDelay(isPermanent: false));
    }

    private void TellOfInterruption(string reason)
    {
        if (_outage.Lose() != OutageNews.None) _log.ConsumerInterrupted(_bridge.Service, _names, reason);
    }

    private void Forget(string reason)
    {
        _deliveries.Tell(new DeliveriesActor.Gone(++_generation));
        _timer?.Dispose();
        _isSubscribing = false;
        _subscription = null;
        _status.Set(BridgeHealth.Connecting, reason);
    }

    private TimeSpan NextDelay(bool isPermanent) =>
        TimeSpan.FromMilliseconds(isPermanent ? 30_000 : Math.Min(50 << Math.Min(_failures++, 6), 1_000));

    private void Retry(TimeSpan delay)
    {
        _timer?.Dispose();
        _timer = _bridge.Time.TellLater(Self, new Subscribe(_generation), delay);
        Become(Pausing);
    }

    private void OnWaitForStart()
    {
        if (_subscription is not null) Sender.Tell(Done.Instance);
        else if (_startFailure is { } failure) Sender.Tell(failure);
        else _awaitingStart.Add(Sender);
    }

    // Whoever asks later, while the next try is half a minute away, gets the same answer.
    private void FailStart(Exception error)
    {
        _startFailure = new StartFailed(error);
        Answer(_awaitingStart, _startFailure);
    }

    private void OnTakenEnough()
    {
        _log.ConsumerHasTakenEnough(_bridge.Service, _names, _intake.Budget.Limit!.Value);
        StopsItself(null);
    }

    private void OnStoppedByPolicy()
    {
        _log.ConsumerStoppedByPolicy(_bridge.Service, _names);
        StopsItself("a handler failed whose failure policy says 'throw'");
    }

    private void OnCannotGoOn(CannotGoOn stopped)
    {
        _log.ConsumerCannotGoOn(_bridge.Service, _names, stopped.Reason);
        StopsItself(stopped.Reason);
    }

    private void StopsItself(string? reason)
    {
        _status.Set(BridgeHealth.Stopped, reason);
        // Restarted, it would have forgotten.
        Context.Parent.Tell(HasStopped.Instance);
        BeginStop();
    }

    private void OnStop(Stop stop)
    {
        _log.ConsumerStops(_bridge.Service, _names);
        _awaitingStop.Add(Sender);
        _isGivingUp = stop.GivesUpWaiting;
        BeginStop();
    }

    private void BeginStop()
    {
        _timer?.Dispose();
        _deliveries.Tell(DeliveriesActor.Close.Instance);
        Become(Stopping);
        if (_subscription is { } subscription) Unsubscribe(subscription, isForGood: false);
        else if (!_isSubscribing) OnUnsubscribed();
    }

    // The first deliveries may come before this, and be all that should be taken.
    private void OnSubscribedTooLate(Subscribed subscribed)
    {
        Answer(_awaitingStart, Done.Instance);
        _subscription = subscribed.Subscription;
        Unsubscribe(_subscription, isForGood: false);
    }

    private void Unsubscribe(IBrokerSubscription subscription, bool isForGood)
    {
        var (log, service, queue) = (_log, _bridge.Service, _names);
        (isForGood ? subscription.DisposeAsync().AsTask() : subscription.StopAsync()).PipeTo(
            Self,
            success: () => Unsubscribed.Instance,
            failure: error =>
            {
                log.UnsubscribingFailed(service, queue, error.Message);
                return Unsubscribed.Instance;
            });
    }

    private void OnUnsubscribed()
    {
        Become(Draining);
        Answer(_awaitingStart, Done.Instance);
        _deliveries.Tell(new DeliveriesActor.Unsubscribed(LeavesToBroker: _intake.Waiting > 0 && _awaitingStop.Count > 0));
        // Not before nothing more comes: what is given up would come again at once.
        if (_isGivingUp) _deliveries.Tell(DeliveriesActor.GiveUpWaiting.Instance);
        CloseWhenIdle();
    }

    private void OnStopAgain(Stop stop)
    {
        _awaitingStop.Add(Sender);
        if (stop.GivesUpWaiting && !_isGivingUp)
        {
            _isGivingUp = true;
            _deliveries.Tell(DeliveriesActor.GiveUpWaiting.Instance);
        }

        CloseWhenIdle();
    }

    private void CloseWhenIdle()
    {
        if (!_isIdle || _awaitingStop.Count == 0) return;
        Become(Closing);
        var closing = _subscription is { } subscription ? CloseAsync(subscription) : Task.CompletedTask;
        _subscription = null;
        closing.PipeTo(Self, success: () => Closed.Instance);
    }

    private void OnClosed()
    {
        _connectionActor.Tell(ConnectionActor.Leave.Instance);
        Become(Ended);
        Answer(_awaitingStop, Done.Instance);
    }

    private void OnLostAtTheEnd(ConnectionActor.Lost lost)
    {
        if (_connection is null) return;
        _connection = null;
        _log.LastConnectionLost(_bridge.Service, _bridge.Broker.Address, "consume", lost.Reason);
        _deliveries.Tell(new DeliveriesActor.Gone(++_generation));
    }

    private async Task CloseAsync(IBrokerSubscription subscription)
    {
        try
        {
            await subscription.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            _log.UnsubscribingFailed(_bridge.Service, _names, error.Message);
        }
    }

    private static void Answer(List<IActorRef> waiting, object answer)
    {
        foreach (var one in waiting) one.Tell(answer);
        waiting.Clear();
    }

    /// <summary>Answered with <see cref="Done"/> once the queue is consumed, or <see cref="StartFailed"/>.</summary>
    public sealed record WaitForStart : IDeadLetterSuppression
    {
        public static readonly WaitForStart Instance = new();
    }

    /// <summary>Stop consuming; answered with <see cref="Done"/> once nothing is under way.</summary>
    /// <param name="GivesUpWaiting">Whether what waits and has not begun is ended once nothing more comes, instead of waiting on.</param>
    public sealed record Stop(bool GivesUpWaiting = false) : IDeadLetterSuppression;

    /// <summary>The answer when the start failed and needs a change first.</summary>
    public sealed record StartFailed(Exception Error) : IDeadLetterSuppression;

    /// <summary>The answer when it is so.</summary>
    public sealed record Done : IDeadLetterSuppression
    {
        public static readonly Done Instance = new();
    }

    /// <summary>Told to the bridge: what it was told before is forgotten.</summary>
    public sealed record Restarted : IDeadLetterSuppression
    {
        public static readonly Restarted Instance = new();
    }

    /// <summary>From the deliveries: as many were taken as are wanted.</summary>
    public sealed record HasTakenEnough : IDeadLetterSuppression
    {
        public static readonly HasTakenEnough Instance = new();
    }

    /// <summary>From the deliveries: a failure policy demanded <c>throw</c>.</summary>
    public sealed record StoppedByPolicy : IDeadLetterSuppression
    {
        public static readonly StoppedByPolicy Instance = new();
    }

    /// <summary>From the deliveries: nothing more can be handled here.</summary>
    public sealed record CannotGoOn(string Reason) : IDeadLetterSuppression;

    /// <summary>To the bridge: it stops by itself, and is not to begin again after a restart.</summary>
    public sealed record HasStopped : IDeadLetterSuppression
    {
        public static readonly HasStopped Instance = new();
    }

    /// <summary>From the deliveries: no more are taken and none is under way.</summary>
    public sealed record Idle : IDeadLetterSuppression
    {
        public static readonly Idle Instance = new();
    }

    private sealed record Look : IDeadLetterSuppression
    {
        public static readonly Look Instance = new();
    }

    private sealed record Subscribe(int Generation) : IDeadLetterSuppression;

    private sealed record Unsubscribed : IDeadLetterSuppression
    {
        public static readonly Unsubscribed Instance = new();
    }

    private sealed record Closed : IDeadLetterSuppression
    {
        public static readonly Closed Instance = new();
    }

    private sealed record Subscribed(int Generation, IBrokerSubscription Subscription) : IDeadLetterSuppression;

    private sealed record NotSubscribed(int Generation, Exception Error) : IDeadLetterSuppression;

    private sealed record Stopped(int Generation, string Reason) : IDeadLetterSuppression;
}
