using ActorBus.Brokers;
using Akka.Actor;
using Akka.Event;

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
internal sealed class ConsumerActor : ReceiveActor, IWithTimers
{
    private const int MostSuspicions = 2;
    private static readonly TimeSpan ConsumeLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);

    private readonly IReadOnlyList<string> _queues;
    private readonly string _names;
    private readonly Intake _intake;
    private readonly Groundwork _groundwork;
    private readonly Func<Delivery, Task<DeliveryResult>> _process;
    private readonly BridgeStatus _status;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly List<Delivery> _giveBack = [];
    private readonly List<IActorRef> _awaitingStart = [];
    private readonly List<IActorRef> _awaitingStop = [];
    private readonly UnderWay _underWay = new();
    private readonly IActorRef _connectionActor;
    private Func<Task>? _giveUpWaiting;
    private IBrokerConnection? _connection;
    private IBrokerSubscription? _subscription;
    private CancellationTokenSource _gone = new();
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
        IBroker broker, Groundwork groundwork, IReadOnlyList<string> queues, Intake intake, Func<Delivery, Task<DeliveryResult>> process,
        BridgeStatus status)
    {
        _queues = queues;
        _names = string.Join("', '", queues);
        _intake = intake;
        _groundwork = groundwork;
        _process = process;
        _status = status;
        _connectionActor = Context.ActorOf(
            Props.Create(() => new ConnectionActor(broker, ConnectionPurpose.Consume, groundwork)), "connection");
        Receive<Delivered>(OnDelivered);
        Receive<Processed>(OnProcessed);
        Receive<Ended>(_ => StopWhenIdle());
        Receive<ConnectionActor.Opened>(OnOpened);
        Receive<ConnectionActor.Lost>(OnLost);
        Receive<ConnectionActor.Refused>(OnRefused);
        Receive<Subscribed>(OnSubscribed);
        Receive<NotSubscribed>(OnNotSubscribed);
        Receive<Stopped>(OnStopped);
        Receive<Subscribe>(_ => Consume());
        Receive<Look>(_ => OnLook());
        Receive<QueueWatch.Seen>(OnSeen);
        Receive<WaitForStart>(_ => OnWaitForStart());
        Receive<Stop>(OnStop);
        Receive<Unsubscribed>(_ => OnUnsubscribed());
        Receive<ConnectionActor.Closed>(_ => OnClosed());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PostStop()
    {
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

        _log.Info("The consumer of queue '{0}' stops: {1} deliveries were taken, as many as there should be.", _names, _intake.Budget.Limit!);
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
            _log.Error(error, "The delivery '{0}' of queue '{1}' could not be processed; it goes back to the queue.", processed.Delivery.Message.MessageId, processed.Delivery.Queue);
            processed.Delivery.Settle(Settlement.Requeue);
        }

        if (processed.Result != DeliveryResult.Done && !_stopping)
        {
            _log.Error("The consumer of queue '{0}' stops, as the failure policy of a handler demands; the message stays in the queue.", _names);
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
        Timers.Cancel(Subscribe.Instance);
        Forget(lost.Reason);
    }

    private void OnRefused(ConnectionActor.Refused refused)
    {
        if (_stopping) return;
        _status.Set(BridgeHealth.Connecting, refused.Error.Message);
        if (refused.IsPermanent) FailStart(refused.Error);
    }

    private void Consume()
    {
        if (_connection is not { } connection || _stopping) return;
        // A second subscription on the same connection would leave the deliveries of the first to nobody.
        Timers.Cancel(Subscribe.Instance);
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
        _log.Info(
            "Consuming queue '{0}', at most {1} deliveries at a time{2}.", _names, _intake.Prefetch,
            _intake.Waiting > 0 ? $", and {_intake.Waiting} that wait for an earlier one of their key" : "");
        Answer(_awaitingStart, Done.Instance);
        (_wasGiven, _suspicions) = (false, 0);
        Timers.StartPeriodicTimer(Look.Instance, Look.Instance, LookEvery);
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
        _log.Warning("Queue '{0}' was not consumed although everything seemed open, beginning again: {1}", _names, seen.Fault!);
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
        _log.Warning("Queue '{0}' cannot be consumed, trying on: {1}", _names, failed.Error.Message);
        if (permanent) FailStart(failed.Error);
        Retry(permanent);
    }

    private void OnStopped(Stopped stopped)
    {
        if (stopped.Generation != _generation || _stopping) return;
        _log.Warning("Consuming queue '{0}' was ended from outside, beginning again: {1}", _names, stopped.Reason);
        Forget(stopped.Reason);
        if (_connection is { IsOpen: true }) Retry(isPermanent: false);
    }

    private void Forget(string reason)
    {
        _generation++;
        Timers.Cancel(Look.Instance);
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

    private void Retry(bool isPermanent)
    {
        var milliseconds = isPermanent ? 30_000 : Math.Min(50 << Math.Min(_failures++, 6), 1_000);
        Timers.StartSingleTimer(Subscribe.Instance, Subscribe.Instance, TimeSpan.FromMilliseconds(milliseconds));
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
        if (!_stopping) BeginStop();
        StopWhenIdle();
    }

    private void BeginStop()
    {
        _stopping = true;
        _underWay.Stop();
        Timers.CancelAll();
        Unsubscribe();
    }

    private void Unsubscribe()
    {
        if (_subscription is not { } subscription) return;
        _subscription = null;
        _consuming = false;
        _unsubscribing = true;
        var log = _log;
        subscription.StopAsync().PipeTo(
            Self,
            success: () => Unsubscribed.Instance,
            failure: error =>
            {
                log.Warning("Ending the subscription failed; the connection is closed instead: {0}", error.Message);
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
    public sealed record WaitForStart
    {
        public static readonly WaitForStart Instance = new();
    }

    /// <summary>Stop consuming; answered with <see cref="Done"/> once nothing is under way.</summary>
    /// <param name="GiveUpWaiting">Called once nothing more comes, to end what waits and has not begun; null to let it wait on.</param>
    public sealed record Stop(Func<Task>? GiveUpWaiting = null);

    /// <summary>The answer when somebody has to change something first.</summary>
    public sealed record StartFailed(Exception Error);

    /// <summary>The answer when it is so.</summary>
    public sealed record Done
    {
        public static readonly Done Instance = new();
    }

    private sealed record Look
    {
        public static readonly Look Instance = new();
    }

    private sealed record Subscribe
    {
        public static readonly Subscribe Instance = new();
    }

    private sealed record Unsubscribed
    {
        public static readonly Unsubscribed Instance = new();
    }

    private sealed record Delivered(int Generation, Delivery Delivery);

    /// <summary>What became of a delivery, where that is more than that it is done.</summary>
    private sealed record Processed(Delivery Delivery, DeliveryResult Result, Exception? Error, UnderWay UnderWay);

    /// <summary>A delivery has ended while the consumer stops.</summary>
    private sealed record Ended
    {
        public static readonly Ended Instance = new();
    }

    private sealed record Subscribed(int Generation, IBrokerSubscription Subscription);

    private sealed record NotSubscribed(int Generation, Exception Error);

    private sealed record Stopped(int Generation, string Reason);
}
