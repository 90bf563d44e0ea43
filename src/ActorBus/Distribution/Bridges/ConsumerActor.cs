using ActorBus.Brokers;
using ActorBus.Diagnostics;
using Akka.Actor;
using Akka.Event;
using Microsoft.Extensions.Logging;

namespace ActorBus.Distribution.Bridges;

/// <summary>
/// Keeps the service's queues consumed. Parent: the bridge of the own service. Child: its connection (restarted). Restarted by
/// the bridge: the connection is closed, so the broker delivers again what was unsettled.
/// </summary>
/// <remarks>
/// Deliveries are begun in the queue's order and awaited without holding the actor; the prefetch bounds how many are under
/// way. Whatever ends the subscription (cancelled by the broker, queue deleted, channel or connection lost), it declares and
/// consumes again by itself. A subscription to which nothing is given for a while is compared with what the broker says: one that is dead
/// while all seems open is made anew. A stop ends the subscription first, then waits for what is under way, then closes.
/// </remarks>
internal sealed class ConsumerActor : ReceiveActor
{
    private const int MostSuspicions = 2;
    private static readonly TimeSpan ConsumeLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);

    private readonly BridgeContext _bridge;
    private readonly IReadOnlyList<string> _queues;
    private readonly string _names;
    private readonly Intake _intake;
    private readonly Groundwork _groundwork;
    private readonly Func<Delivery, Task<DeliveryResult>> _process;
    private readonly BridgeStatus _status;
    private readonly ILogger _log;
    private readonly Outage _outage;
    private readonly List<Delivery> _giveBack = [];
    private readonly List<IActorRef> _awaitingStart = [];
    private readonly List<IActorRef> _awaitingStop = [];
    private readonly UnderWay _underWay = new();
    private readonly IActorRef _connectionActor;
    private Func<Task>? _giveUpWaiting;
    private IBrokerConnection? _connection;
    private IBrokerSubscription? _subscription;
    private CancellationTokenSource _gone = new();
    private ITimer? _retry;
    private ITimer? _looks;
    private int _generation;
    private int _failures;
    private bool _stopping;
    private bool _unsubscribing;
    private bool _closed;
    private bool _consuming;
    private bool _wasGiven;
    private int? _renewing;
    private int _suspicions;
    private StartFailed? _startFailure;

    public ConsumerActor(
        BridgeContext bridge, Groundwork groundwork, IReadOnlyList<string> queues, Intake intake, Func<Delivery, Task<DeliveryResult>> process,
        BridgeStatus status)
    {
        _bridge = bridge;
        _log = bridge.Log;
        _outage = new Outage(bridge.Time);
        _queues = queues;
        _names = string.Join("', '", queues);
        _intake = intake;
        _groundwork = groundwork;
        _process = process;
        _status = status;
        _connectionActor = Context.ActorOf(
            Props.Create(() => new ConnectionActor(bridge, "consume", ConnectionPurpose.Consume, groundwork)), "connection");
        Receive<Delivered>(OnDelivered);
        Receive<Processed>(OnProcessed);
        Receive<Ended>(_ => StopWhenIdle());
        Receive<ConnectionActor.Opened>(OnOpened);
        Receive<ConnectionActor.Lost>(OnLost);
        Receive<ConnectionActor.Refused>(OnRefused);
        Receive<Subscribed>(OnSubscribed);
        Receive<NotSubscribed>(OnNotSubscribed);
        Receive<Stopped>(OnStopped);
        Receive<Subscribe>(OnSubscribe);
        Receive<Look>(_ => OnLook());
        Receive<QueueWatch.Seen>(OnSeen);
        Receive<WaitForStart>(_ => OnWaitForStart());
        Receive<Stop>(OnStop);
        Receive<Unsubscribed>(_ => OnUnsubscribed());
        Receive<ConnectionActor.Closed>(_ => OnClosed());
    }

    protected override void PostRestart(Exception reason)
    {
        Context.Parent.Tell(Restarted.Instance);
        base.PostRestart(reason);
    }

    protected override void PostStop()
    {
        _retry?.Dispose();
        _looks?.Dispose();
        GiveUpDelivered();
        _status.Set(BridgeHealth.Stopped, _status.Now.Health == BridgeHealth.Stopped ? _status.Now.Reason : "the consumer stopped");
        Answer(_awaitingStart, new StartFailed(new BrokerException("The consumer stopped before it had started.", isTransient: true)));
        Answer(_awaitingStop, Done.Instance);
    }

    private void OnDelivered(Delivered delivered)
    {
        var delivery = delivered.Delivery;
        if (delivered.Generation != _generation || _stopping)
        {
            // Where its connection is gone that does nothing: the broker delivers it again anyway.
            GiveBack(delivery);
            return;
        }

        _wasGiven = true;
        delivery.Gone = _gone.Token;

        var isTaken = _intake.Budget.TryTake(out var isLast);
        if (isTaken)
        {
            _underWay.Begin();
            _ = ProcessAsync(delivery, Self);
            if (!isLast) return;
        }

        _log.ConsumerHasTakenEnough(_bridge.Service, _names, _intake.Budget.Limit!.Value);
        _status.Set(BridgeHealth.Stopped, null);
        BeginStop();
        if (!isTaken) GiveBack(delivery);
    }

    private async Task ProcessAsync(Delivery delivery, IActorRef self)
    {
        // A restarted actor has a new one.
        var underWay = _underWay;
        DeliveryResult result;
        try
        {
            result = await _process(delivery).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            self.Tell(new Processed(delivery, DeliveryResult.Done, error, underWay), ActorRefs.NoSender);
            return;
        }

        if (result != DeliveryResult.Done) self.Tell(new Processed(delivery, result, null, underWay), ActorRefs.NoSender);
        else if (underWay.End()) self.Tell(Ended.Instance, ActorRefs.NoSender);
    }

    private void OnProcessed(Processed processed)
    {
        processed.UnderWay.End();
        if (processed.Error is { } error)
        {
            // The failure path itself failed. The message stays: given back, it counts towards the delivery limit.
            _log.ProcessingFailed(error, Printable.IdOf(processed.Delivery.Message), processed.Delivery.Queue, _bridge.Service);
            processed.Delivery.Settle(Settlement.Requeue);
        }

        if (processed.Result != DeliveryResult.Done && !_stopping)
        {
            _log.ConsumerStoppedByPolicy(_bridge.Service, _names);
            _status.Set(BridgeHealth.Stopped, "a handler failed whose failure policy says 'throw'");
            BeginStop();
        }

        if (processed.Result == DeliveryResult.StopAndGiveBack) GiveBack(processed.Delivery);
        StopWhenIdle();
    }

    // While it is subscribed it would get it again at once; and where there is an order, before one that is under way.
    private void GiveBack(Delivery delivery)
    {
        if (_unsubscribing || (_intake.Waiting > 0 && _awaitingStop.Count > 0)) _giveBack.Add(delivery);
        else delivery.Settle(Settlement.Requeue);
    }

    private void OnOpened(ConnectionActor.Opened opened)
    {
        _connection = opened.Connection;
        Consume();
    }

    private void OnLost(ConnectionActor.Lost lost)
    {
        _connection = null;
        _outage.Begin();
        Forget(lost.Reason);
    }

    private void OnRefused(ConnectionActor.Refused refused)
    {
        if (_stopping) return;
        _status.Set(BridgeHealth.Connecting, refused.Error.Message);
        if (refused.IsPermanent) FailStart(refused.Error);
    }

    private void OnSubscribe(Subscribe subscribe)
    {
        // Not one that was overtaken: a second subscription on the same connection would leave the deliveries of the first to nobody.
        if (subscribe.Generation == _generation) Consume();
    }

    private void Consume()
    {
        if (_connection is not { } connection || _stopping) return;
        var generation = ++_generation;
        var self = Self;
        SubscribeAsync(connection, generation, self).PipeTo(
            self,
            success: subscription => new Subscribed(generation, subscription),
            failure: error => new NotSubscribed(generation, error));
    }

    private async Task<IBrokerSubscription> SubscribeAsync(IBrokerConnection connection, int generation, IActorRef self)
    {
        using var limit = new CancellationTokenSource(ConsumeLimit);
        await _groundwork.LayAsync(connection, _log, limit.Token).ConfigureAwait(false);
        return await SubscriptionSet.OpenAsync(
            connection, _queues, _intake.Unsettled, delivery => self.Tell(new Delivered(generation, delivery)),
            stopped => self.Tell(new Stopped(generation, stopped.Reason)), limit.Token).ConfigureAwait(false);
    }

    private void OnSubscribed(Subscribed subscribed)
    {
        if (subscribed.Generation != _generation) return;
        _subscription = subscribed.Subscription;
        if (_stopping)
        {
            // The first deliveries may come before this, and be all that should be taken.
            Answer(_awaitingStart, Done.Instance);
            Unsubscribe();
            return;
        }

        _failures = 0;
        _startFailure = null;
        _consuming = true;
        _status.Set(BridgeHealth.Open, null);
        if (_outage.End() || !_outage.IsRepeated) _log.ConsumerStarted(_bridge.Service, _names, _intake.Prefetch, _intake.Waiting);
        (_wasGiven, _suspicions) = (false, 0);
        _looks?.Dispose();
        _looks = _bridge.Time.TellEvery(Self, Look.Instance, LookEvery);
        Answer(_awaitingStart, Done.Instance);
    }

    // A subscription can be dead while everything says that it is open: then the queue shows it.
    private void OnLook()
    {
        if (!_consuming || _stopping || _connection is not { IsOpen: true } connection) return;
        if (_wasGiven || _underWay.Count > 0)
        {
            (_wasGiven, _suspicions) = (false, 0);
            return;
        }

        QueueWatch.LookAsync(connection, _queues, _groundwork.HasStandby, _generation, ConsumeLimit).PipeTo(Self);
    }

    private void OnSeen(QueueWatch.Seen seen)
    {
        if (seen.Generation != _generation || !_consuming || _stopping || _wasGiven) return;
        _suspicions = seen.Fault is null ? 0 : _suspicions + 1;
        if (_suspicions < MostSuspicions || _subscription is not { } dead) return;
        TellOfInterruption(seen.Fault!);
        Forget(seen.Fault!);
        _subscription = dead;
        _renewing = _generation;
        Unsubscribe();
    }

    private void OnNotSubscribed(NotSubscribed failed)
    {
        if (failed.Generation != _generation || _stopping) return;
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
        if (stopped.Generation != _generation || _stopping) return;
        var isTheConnections = _connection is not { IsOpen: true };
        if (!isTheConnections) TellOfInterruption(stopped.Reason);
        Forget(stopped.Reason);
        if (!isTheConnections) Retry(NextDelay(isPermanent: false));
    }

    private void TellOfInterruption(string reason)
    {
        if (_outage.Lose() != OutageNews.None) _log.ConsumerInterrupted(_bridge.Service, _names, reason);
    }

    private void Forget(string reason)
    {
        _generation++;
        _looks?.Dispose();
        GiveUpDelivered();
        _subscription = null;
        _consuming = false;
        if (!_stopping) _status.Set(BridgeHealth.Connecting, reason);
        StopWhenIdle();
    }

    // Elsewhere than here: what it wakes may be anybody's code.
    private void GiveUpDelivered()
    {
        _ = _gone.CancelAsync();
        _gone = new CancellationTokenSource();
    }

    private TimeSpan NextDelay(bool isPermanent) =>
        TimeSpan.FromMilliseconds(isPermanent ? 30_000 : Math.Min(50 << Math.Min(_failures++, 6), 1_000));

    private void Retry(TimeSpan delay)
    {
        _retry?.Dispose();
        _retry = _bridge.Time.TellLater(Self, new Subscribe(_generation), delay);
    }

    private void OnWaitForStart()
    {
        if (_consuming || _stopping) Sender.Tell(Done.Instance);
        else if (_startFailure is { } failure) Sender.Tell(failure);
        else _awaitingStart.Add(Sender);
    }

    // Whoever asks later, while the next try is half a minute away, gets the same answer.
    private void FailStart(Exception error)
    {
        _startFailure = new StartFailed(error);
        Answer(_awaitingStart, _startFailure);
    }

    private void OnStop(Stop stop)
    {
        _awaitingStop.Add(Sender);
        _giveUpWaiting ??= stop.GiveUpWaiting;
        if (!_stopping)
        {
            _log.ConsumerStops(_bridge.Service, _names);
            BeginStop();
        }

        StopWhenIdle();
    }

    private void BeginStop()
    {
        _stopping = true;
        _underWay.Stop();
        _retry?.Dispose();
        _looks?.Dispose();
        _connectionActor.Tell(ConnectionActor.Finish.Instance);
        Unsubscribe();
    }

    private void Unsubscribe()
    {
        if (_subscription is not { } subscription) return;
        _subscription = null;
        _consuming = false;
        _unsubscribing = true;
        var (log, service, queue) = (_log, _bridge.Service, _names);
        subscription.StopAsync().PipeTo(
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
        _unsubscribing = false;
        // Not when another connection is consumed meanwhile.
        var renew = _renewing == _generation;
        _renewing = null;
        if (_intake.Waiting == 0 || _awaitingStop.Count == 0)
        {
            foreach (var delivery in _giveBack) delivery.Settle(Settlement.Requeue);
            _giveBack.Clear();
        }

        if (renew) Consume();
        StopWhenIdle();
    }

    private void StopWhenIdle()
    {
        if (!_stopping || _unsubscribing) return;
        if (_giveUpWaiting is { } giveUpWaiting)
        {
            // Not before nothing more comes: what is given up would come again at once.
            _giveUpWaiting = null;
            _ = giveUpWaiting();
        }

        if (_underWay.Count > 0) return;
        if (_closed) Answer(_awaitingStop, Done.Instance);
        else if (_awaitingStop.Count > 0) _connectionActor.Tell(ConnectionActor.Close.Instance);
    }

    private void OnClosed()
    {
        _closed = true;
        _connection = null;
        Answer(_awaitingStop, Done.Instance);
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
    /// <param name="GiveUpWaiting">Called once nothing more comes, to end what waits and has not begun; null to let it wait on.</param>
    public sealed record Stop(Func<Task>? GiveUpWaiting = null) : IDeadLetterSuppression;

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

    private sealed record Look : IDeadLetterSuppression
    {
        public static readonly Look Instance = new();
    }

    private sealed record Subscribe(int Generation) : IDeadLetterSuppression;

    private sealed record Unsubscribed : IDeadLetterSuppression
    {
        public static readonly Unsubscribed Instance = new();
    }

    private sealed record Delivered(int Generation, Delivery Delivery) : IDeadLetterSuppression;

    /// <summary>What became of a delivery, where that is more than that it is done.</summary>
    private sealed record Processed(Delivery Delivery, DeliveryResult Result, Exception? Error, UnderWay UnderWay) : IDeadLetterSuppression;

    /// <summary>A delivery has ended while the consumer stops.</summary>
    private sealed record Ended : IDeadLetterSuppression
    {
        public static readonly Ended Instance = new();
    }

    private sealed record Subscribed(int Generation, IBrokerSubscription Subscription) : IDeadLetterSuppression;

    private sealed record NotSubscribed(int Generation, Exception Error) : IDeadLetterSuppression;

    private sealed record Stopped(int Generation, string Reason) : IDeadLetterSuppression;
}
