using ActorBus.Brokers;
using ActorBus.Diagnostics;
using Akka.Actor;
using Akka.Event;
using Microsoft.Extensions.Logging;

namespace ActorBus.Distribution.Bridges;

/// <summary>
/// The bridge to one service name: translates what is sent to it, and is the only writer of its channel, told of answers, returns and closings. Parent:
/// the distributed bus. Children: for the own service <c>replies</c> and, when it has handlers for others, <c>consumer</c>, made when it is to consume;
/// each that fails is restarted, and none of the others notices. Restarted by the distributed bus: what was sent and unanswered becomes unknown, what
/// waited fails; every caller is told.
/// </summary>
/// <remarks>
/// <code>
/// Away -> Opening -> Publishing &lt;-> Blocked
///  ^         |           |           |
///  +---------+-----------+-----------+
/// </code>
/// Order is that of arrival. At most the channel's window is outstanding; the rest waits here, bounded by the places that callers need first. While there
/// is no channel everything waits until its caller gives up. What was outstanding when the channel went is sent again under its id, marked, unless its
/// caller has gone. What was so twice is sent with nothing else beside it, because it may be the reason; if the channel ends all the same, for the fifth
/// time, its outcome is unknown and it is not sent again. A bridge to another service that was not used for a while asks to be closed.
/// </remarks>
internal sealed class BridgeActor : ReceiveActor
{
    private const int MostDeclared = 10_000;
    private const int FirstSweep = 100;
    private const int LossesToSendAlone = 2;
    private const int MostLosses = 5;
    private static readonly TimeSpan OpenLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly BridgeParts _parts;
    private readonly BridgeStatus _status;
    private readonly TimeProvider _time;
    private readonly IActorRef? _replies;
    private readonly Queue<PublishRequest> _waiting = new();
    private readonly List<PublishRequest> _again = [];
    private readonly HashSet<PublishRequest> _preparing = [];
    private readonly HashSet<string> _declared = new(StringComparer.Ordinal);
    private readonly List<IActorRef> _awaitingFlush = [];
    private readonly List<IActorRef> _awaitingStart = [];
    private readonly CancellationTokenSource _lifetime = new();
    private IBrokerConnection? _connection;
    private IPublishChannel? _channel;
    private PublishWindow<PublishRequest> _window = new(1, 0);
    private PublishRequest? _writing;
    private ConsumerActor.StartFailed? _startFailure;
    private ITimer? _look;
    private ITimer? _idle;
    private int _generation;
    private int _nextSweep = FirstSweep;
    private bool _isBlocked;
    private bool _mustLay;
    private bool _isUsed;
    private bool _isLooking;

    public BridgeActor(BridgeParts parts)
    {
        _parts = parts;
        _status = parts.Status;
        _time = parts.Bridge.Time;
        if (parts.Replies is { } replies) _replies = Child("replies", replies);
        Become(Away);
    }

    protected override void PreStart()
    {
        _parts.Connection.Tell(ConnectionActor.Join.Instance);
        if (_parts.IdleTimeout is { } limit) _idle = _time.TellEvery(Self, LookWhetherIdle.Instance, limit);
    }

    protected override void PreRestart(Exception reason, object? message)
    {
        // Restarted as well, the children stay: what they do is not undone by a failure here.
        (message as PublishRequest)?.Complete(new PublishOutcome(PublishStatus.Failed, $"the bridge failed before it was sent: {reason.GetType().Name}"));
        PostStop();
    }

    protected override void PostStop()
    {
        _look?.Dispose();
        _idle?.Dispose();
        _lifetime.Cancel();
        _lifetime.Dispose();
        if (_channel is { } channel) _ = channel.DisposeAsync();
        _parts.Connection.Tell(ConnectionActor.Leave.Instance);
        foreach (var request in _window.All.Concat(_again))
            request.Complete(new PublishOutcome(PublishStatus.Unknown, "the bridge stopped before the broker answered"));
        foreach (var request in _waiting.Concat(_preparing))
            request.Complete(new PublishOutcome(PublishStatus.Failed, "the bridge stopped before it was sent"));
        _status.Set(BridgeHealth.Stopped, "the bridge stopped");
    }

    protected override SupervisorStrategy SupervisorStrategy() => _parts.Bridge.Strategy();

    private IActorRef? Consumer => _parts.Consumers == 0 ? null : Context.Child(NameOf(_parts.Consumers));

    private static string NameOf(int consumer) => consumer == 1 ? "consumer" : $"consumer-{consumer}";

    private static IActorRef Child(string name, Props props) => Context.Child(name) is { } known && !known.IsNobody() ? known : Context.ActorOf(props, name);

    private void Away() => Always();

    private void Opening()
    {
        Receive<ChannelOpened>(OnChannelOpened, opened => opened.Generation == _generation);
        Receive<ChannelRefused>(OnChannelRefused, refused => refused.Generation == _generation);
        Receive<OpenAgain>(_ => Open(), again => again.Generation == _generation);
        Always();
    }

    private void Publishing()
    {
        Receive<FromChannel>(OnEvent, told => told.Generation == _generation);
        Receive<Written>(OnWritten, written => written.Generation == _generation);
        Receive<LookForAnswers>(_ => OnLookForAnswers(), look => look.Generation == _generation);
        Receive<ConnectionActor.Blocked>(OnBlocked);
        Always();
    }

    private void Blocked()
    {
        Receive<FromChannel>(OnEvent, told => told.Generation == _generation);
        Receive<Written>(OnWritten, written => written.Generation == _generation);
        Receive<ConnectionActor.Unblocked>(_ => OnUnblocked());
        Always();
    }

    private void Always()
    {
        Receive<PublishRequest>(OnRequest);
        Receive<Prepared>(OnPrepared);
        Receive<ConnectionActor.Opened>(OnOpened);
        Receive<ConnectionActor.Lost>(OnLost);
        Receive<ConnectionActor.Refused>(OnRefused);
        Receive<ConnectionActor.Blocked>(blocked => OnBlockedEarly(blocked));
        Receive<ConnectionActor.Unblocked>(_ => _isBlocked = false);
        Receive<Flush>(_ => OnFlush());
        Receive<LookWhetherIdle>(_ => OnLookWhetherIdle());
        Receive<ReplyActor.GetQueue>(get => _replies!.Forward(get));
        Receive<ConsumerActor.WaitForStart>(OnWaitForStart);
        Receive<ConsumerActor.Stop>(OnStop);
        Receive<ConsumerActor.Restarted>(_ => OnConsumerRestarted());
        Receive<ConsumerActor.HasStopped>(_ => _parts.IsConsumerStopped = true);
        Receive<ChannelOpened>(late => _ = late.Channel.DisposeAsync());
        // Of a channel that is gone.
        ReceiveAny(_ => { });
    }

    private void OnRequest(PublishRequest request)
    {
        _isUsed = true;
        if (!TryTranslate(request)) return;
        if (request.Needs is { } needs && !_declared.Contains(needs.Queue.Name))
        {
            _preparing.Add(request);
            SweepNowAndThen();
            Prepare(request);
            return;
        }

        _waiting.Enqueue(request);
        SweepNowAndThen();
        SendWhatFits();
    }

    private bool TryTranslate(PublishRequest request)
    {
        try
        {
            request.Translate(_parts.Translator);
            return true;
        }
        catch (Exception error)
        {
            request.Refuse(error);
            return false;
        }
    }

    // Who gives up leaves its place to another; while nothing can be sent, what they leave here would grow without end.
    private void SweepNowAndThen()
    {
        if (_waiting.Count + _preparing.Count < _nextSweep) return;
        Sweep();
        _nextSweep = Math.Max(FirstSweep, 2 * (_waiting.Count + _preparing.Count));
    }

    private void Sweep()
    {
        _preparing.RemoveWhere(request => request.IsAbandoned);
        for (var left = _waiting.Count; left > 0; left--)
        {
            if (_waiting.Dequeue() is { IsAbandoned: false } request) _waiting.Enqueue(request);
        }
    }

    private void Prepare(PublishRequest request)
    {
        if (_connection is not { IsOpen: true } connection) return; // It is prepared on the next one.
        request.Needs!.PrepareAsync(connection).PipeTo(
            Self,
            success: isThere => new Prepared(request, connection, isThere, null),
            failure: error => new Prepared(request, connection, false, error));
    }

    private void OnPrepared(Prepared prepared)
    {
        var (request, connection, isThere, error) = prepared;
        // When the connection was lost meanwhile the next one prepares it, or has done so.
        if ((error is not null && !connection.IsOpen) || !_preparing.Remove(request)) return;
        if (error is not null) request.Complete(new PublishOutcome(PublishStatus.Failed, error.Message));
        else if (!isThere) request.Complete(new PublishOutcome(PublishStatus.Returned, $"there is no queue '{request.Needs!.Target}'"));
        else
        {
            if (_declared.Count >= MostDeclared) _declared.Clear();
            _declared.Add(request.Needs!.Queue.Name);
            OnRequest(request);
        }

        AnswerWhenIdle();
    }

    private void OnFlush()
    {
        _awaitingFlush.Add(Sender);
        Sweep();
        AnswerWhenIdle();
    }

    private void AnswerWhenIdle()
    {
        if (_awaitingFlush.Count == 0 || !IsIdle) return;
        foreach (var one in _awaitingFlush) one.Tell(Flushed.Instance);
        _awaitingFlush.Clear();
    }

    private bool IsIdle => _window.Count + _again.Count + _waiting.Count + _preparing.Count == 0;

    private void OnOpened(ConnectionActor.Opened opened)
    {
        // Who joins again is told again.
        if (ReferenceEquals(_connection, opened.Connection)) return;
        _connection = opened.Connection;
        _isBlocked = false;
        Open();
    }

    private void Open()
    {
        if (_connection is not { } connection) return;
        var generation = ++_generation;
        var self = Self;
        Become(Opening);
        var groundwork = _mustLay ? _parts.Groundwork : Groundwork.None;
        _mustLay = false;
        OpenAsync(connection, groundwork, _parts.Bridge.Log, generation, self, _lifetime.Token).PipeTo(
            self,
            success: channel => new ChannelOpened(generation, channel),
            failure: error => new ChannelRefused(generation, error));
    }

    private static async Task<IPublishChannel> OpenAsync(
        IBrokerConnection connection, Groundwork groundwork, ILogger log, int generation, IActorRef self, CancellationToken lifetime)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(lifetime);
        limit.CancelAfter(OpenLimit);
        await groundwork.LayAsync(connection, log, limit.Token).ConfigureAwait(false);
        var channel = await connection.OpenPublishChannelAsync(
            told => self.Tell(new FromChannel(generation, told), ActorRefs.NoSender), limit.Token).ConfigureAwait(false);
        if (!lifetime.IsCancellationRequested) return channel;
        await channel.DisposeAsync().ConfigureAwait(false);
        throw new OperationCanceledException(lifetime);
    }

    private void OnChannelOpened(ChannelOpened opened)
    {
        _channel = opened.Channel;
        _window = new PublishWindow<PublishRequest>(_channel.MaxOutstanding, _channel.MaxOutstandingBytes);
        _startFailure = null;
        _declared.Clear();
        if (_isBlocked)
        {
            Become(Blocked);
        }
        else
        {
            _status.Set(BridgeHealth.Open, null);
            Become(Publishing);
        }

        AnswerStart(ConsumerActor.Done.Instance);
        foreach (var request in _preparing) Prepare(request);
        SendWhatFits();
    }

    private void OnChannelRefused(ChannelRefused refused)
    {
        _status.Set(BridgeHealth.Connecting, refused.Error.Message);
        // Where the connection is lost there will be another one.
        if (_connection is { IsOpen: true }) _look = _time.TellLater(Self, new OpenAgain(_generation), LookEvery);
    }

    private void OnRefused(ConnectionActor.Refused refused)
    {
        _status.Set(BridgeHealth.Connecting, refused.Error.Message);
        if (!refused.IsPermanent) return;
        _startFailure = new ConsumerActor.StartFailed(refused.Error);
        AnswerStart(_startFailure);
    }

    private void OnLost(ConnectionActor.Lost lost)
    {
        // It may have been restarted, and then knows nobody any more.
        _parts.Connection.Tell(ConnectionActor.Join.Instance);
        if (_connection is null) return;
        _connection = null;
        DropChannel(lost.Reason);
        Become(Away);
    }

    /// <summary>What was on its way on the channel is sent again on the next one, in its old order.</summary>
    private void DropChannel(string reason)
    {
        _generation++;
        _look?.Dispose();
        _isLooking = false;
        _writing = null;
        if (_channel is { } channel) _ = channel.DisposeAsync();
        _channel = null;
        PublishRequest[] unanswered = [.. _window.All];
        foreach (var request in unanswered) request.MarkRepublished();
        if (unanswered is [{ Losses: >= MostLosses } fatal])
        {
            unanswered = [];
            fatal.Complete(new PublishOutcome(
                PublishStatus.Unknown,
                $"The connection ended {fatal.Losses} times before the broker answered, at last while nothing else was on its way, so it is not sent again. The last reason: {reason}"));
        }

        _again.InsertRange(0, unanswered);
        _window = new PublishWindow<PublishRequest>(1, 0);
        _status.Set(BridgeHealth.Connecting, reason);
    }

    private void OnEvent(FromChannel told)
    {
        switch (told.Event)
        {
            case PublishChannelEvent.Answered answered:
                _window.Take(answered.Number, answered.Multiple, request => Complete(request, answered.Outcome));
                break;
            case PublishChannelEvent.Returned returned:
                if (_window.TakeFirst(request => returned.IsOf(request.Message)) is { } unroutable)
                {
                    Complete(unroutable, new PublishOutcome(
                        PublishStatus.Returned, $"No queue takes routing key '{returned.RoutingKey}' of exchange '{returned.Exchange}': {returned.Reason}"));
                }

                break;
            case PublishChannelEvent.Closed closed:
                OnChannelClosed(closed);
                break;
        }

        SendWhatFits();
        AnswerWhenIdle();
    }

    private void OnChannelClosed(PublishChannelEvent.Closed closed)
    {
        PublishRequest[] unanswered = [.. _window.All];
        var outcomes = closed.Judge([.. unanswered.Select(request => request.Message)]);
        // What the channel was closed for is refused, the others are sent again. For want of an exchange of ours that is made once more, and tried once more.
        foreach (var (request, outcome) in unanswered.Zip(outcomes).Where(one => one.Second.Status != PublishStatus.Unknown))
        {
            if (request.TryAgainAfter(outcome, _parts.Groundwork))
            {
                _mustLay = true;
                continue;
            }

            _window.TakeFirst(one => ReferenceEquals(one, request));
            Complete(request, outcome);
        }

        DropChannel(closed.Reason);
        Open();
    }

    private void Complete(PublishRequest request, PublishOutcome outcome)
    {
        // Somebody deleted it: the next one makes it again.
        if (outcome.Status == PublishStatus.Returned && request.Needs is { } needs) _declared.Remove(needs.Queue.Name);
        request.Complete(outcome);
    }

    private void SendWhatFits()
    {
        if (_channel is not { } channel || _isBlocked || _writing is not null) return;
        if (_again.Count > 0) PutBack();
        while (_waiting.TryPeek(out var request) && HasRoomFor(request))
        {
            _waiting.Dequeue();
            if (!request.TryBegin()) continue;
            LookLater();
            if (request.Fit(channel.Limits) is { Count: > 0 } cut) TellOfCut(request, cut);
            request.SentAt = _time.GetTimestamp();
            _window.Add(request, request.Size);
            var sending = channel.SendAsync(request.Message);
            if (!sending.IsCompletedSuccessfully)
            {
                // The broker's client takes no more at the moment.
                var (generation, self) = (_generation, Self);
                _writing = request;
                sending.AsTask().PipeTo(
                    self, success: result => new Written(generation, result), failure: error => new Written(generation, SendResult.Refused(error.Message)));
                return;
            }

            if (!Note(request, sending.Result)) return;
        }
    }

    private bool HasRoomFor(PublishRequest request) => request.Losses >= LossesToSendAlone || _window.Oldest is { Losses: >= LossesToSendAlone }
        ? _window.Count == 0
        : _window.HasRoomFor(request.Size);

    private void TellOfCut(PublishRequest request, IReadOnlyList<string> cut) => _parts.Bridge.Log.HeadersCut(
        _parts.Bridge.Service, Printable.IdOf(request.Message.Message), request.Message.RoutingKey, string.Join(", ", cut));

    private void OnWritten(Written written)
    {
        var request = _writing!;
        _writing = null;
        if (Note(request, written.Result)) SendWhatFits();
    }

    /// <returns>False when the channel takes no more.</returns>
    private bool Note(PublishRequest request, SendResult result)
    {
        if (result.Kind == SendKind.Sent) return true;
        _window.TakeBackLast();
        request.NotSent();
        if (result.Kind == SendKind.Refused)
        {
            request.Complete(new PublishOutcome(PublishStatus.Failed, result.Reason));
            return true;
        }

        // Why is told next; then it comes first.
        _again.Add(request);
        return false;
    }

    private void PutBack()
    {
        PublishRequest[] later = [.. _waiting];
        _waiting.Clear();
        foreach (var request in _again.Concat(later)) _waiting.Enqueue(request);
        _again.Clear();
    }

    /// <summary>A broker that does not answer is no longer there, whatever the connection says.</summary>
    private void OnLookForAnswers()
    {
        _isLooking = false;
        if (_window.Oldest is not { } oldest) return;
        var limit = _channel!.ConfirmTimeout;
        if (limit != Timeout.InfiniteTimeSpan && _time.GetElapsedTime(oldest.SentAt) > limit)
        {
            _channel.EndConnection($"a publish got no answer within {limit.TotalSeconds:0.#} s");
            return;
        }

        LookLater();
    }

    // One timer for all that is outstanding.
    private void LookLater()
    {
        if (_isLooking) return;
        _isLooking = true;
        _look = _time.TellLater(Self, new LookForAnswers(_generation), LookEvery);
    }

    private void OnBlocked(ConnectionActor.Blocked blocked)
    {
        OnBlockedEarly(blocked);
        _look?.Dispose();
        _isLooking = false;
        Become(Blocked);
    }

    // A broker may say so before the channel is ready.
    private void OnBlockedEarly(ConnectionActor.Blocked blocked)
    {
        _isBlocked = true;
        _status.Set(BridgeHealth.Blocked, blocked.Reason);
    }

    private void OnUnblocked()
    {
        _isBlocked = false;
        _status.Set(BridgeHealth.Open, null);
        Become(Publishing);
        // The broker did not read meanwhile: the time of every answer counts from now.
        foreach (var request in _window.All) request.SentAt = _time.GetTimestamp();
        if (_window.Count > 0) LookLater();
        SendWhatFits();
    }

    private void OnLookWhetherIdle()
    {
        if (!_isUsed && IsIdle) Context.Parent.Tell(new DistributedBusActor.CloseIdle(_parts.Bridge.Name));
        _isUsed = false;
    }

    private void OnWaitForStart(ConsumerActor.WaitForStart wait)
    {
        if (_parts.Consumer is { } props && (_parts.Consumers == 0 || _parts.IsConsumerStopped)) StartConsumer(props);
        if (Consumer is { } consumer)
        {
            consumer.Forward(wait);
            return;
        }

        _awaitingStart.Add(Sender);
        if (_channel is not null) AnswerStart(ConsumerActor.Done.Instance);
        else if (_startFailure is not null) AnswerStart(_startFailure);
    }

    private void AnswerStart(object answer)
    {
        foreach (var one in _awaitingStart) one.Tell(answer);
        _awaitingStart.Clear();
    }

    private void StartConsumer(Props props)
    {
        // One that was stopped on request stays stopped; its messages are done, and another one begins where it ended.
        if (Consumer is { } old) Context.Stop(old);
        _parts.IsConsumerStopped = false;
        Context.ActorOf(props, NameOf(++_parts.Consumers));
    }

    private void OnStop(ConsumerActor.Stop stop)
    {
        _parts.IsConsumerStopped = true;
        if (Consumer is { } consumer) consumer.Forward(stop);
        else Sender.Tell(ConsumerActor.Done.Instance);
    }

    private void OnConsumerRestarted()
    {
        // It has forgotten that it was told to stop.
        if (_parts.IsConsumerStopped) Sender.Tell(new ConsumerActor.Stop());
    }

    /// <summary>Answered with <see cref="Flushed"/> once nothing waits or is unconfirmed.</summary>
    public sealed record Flush : IDeadLetterSuppression
    {
        public static readonly Flush Instance = new();
    }

    /// <summary>Nothing waits or is unconfirmed.</summary>
    public sealed record Flushed : IDeadLetterSuppression
    {
        public static readonly Flushed Instance = new();
    }

    private sealed record LookWhetherIdle : IDeadLetterSuppression
    {
        public static readonly LookWhetherIdle Instance = new();
    }

    private sealed record Prepared(PublishRequest Request, IBrokerConnection Connection, bool IsThere, Exception? Error) : IDeadLetterSuppression;

    private sealed record ChannelOpened(int Generation, IPublishChannel Channel) : IDeadLetterSuppression;

    private sealed record ChannelRefused(int Generation, Exception Error) : IDeadLetterSuppression;

    private sealed record OpenAgain(int Generation) : IDeadLetterSuppression;

    private sealed record FromChannel(int Generation, PublishChannelEvent Event) : IDeadLetterSuppression;

    private sealed record Written(int Generation, SendResult Result) : IDeadLetterSuppression;

    private sealed record LookForAnswers(int Generation) : IDeadLetterSuppression;
}
