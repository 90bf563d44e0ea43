using ActorBus.Brokers;
using Akka.Actor;
using Akka.Event;

namespace ActorBus.Distribution.Bridges;

/// <summary>
/// Sends messages and matches them with the broker's confirmations. Parent: the bridge of a service. No children. Restarted by the bridge: what was sent and unconfirmed becomes unknown, what waited fails; every caller is told.
/// </summary>
/// <remarks>
/// Order is that of arrival. At most the connection's window is outstanding; the rest waits here, bounded by the places that
/// callers need first. While the connection is away everything waits until its caller gives up. What was outstanding when the
/// connection went is sent again under its id, marked, unless its caller has gone.
/// </remarks>
internal sealed class PublisherActor : ReceiveActor
{
    private const int MostDeclared = 10_000;
    private const int FirstSweep = 100;

    private readonly IActorRef _connectionActor;
    private readonly BridgeStatus _status;
    private readonly Queue<PublishRequest> _waiting = new();
    private readonly List<PublishRequest> _again = [];
    private readonly HashSet<PublishRequest> _outstanding = [];
    private readonly HashSet<PublishRequest> _preparing = [];
    private readonly HashSet<string> _declared = new(StringComparer.Ordinal);
    private readonly List<IActorRef> _awaitingFlush = [];
    private readonly List<IActorRef> _awaitingStart = [];
    private IBrokerConnection? _connection;
    private ConsumerActor.StartFailed? _startFailure;
    private bool _blocked;
    private long _sequence;
    private int _nextSweep = FirstSweep;

    public PublisherActor(IActorRef connection, BridgeStatus status)
    {
        _connectionActor = connection;
        _status = status;
        Receive<PublishRequest>(OnRequest);
        Receive<Answered>(OnAnswered);
        Receive<Prepared>(OnPrepared);
        Receive<Flush>(_ => OnFlush());
        Receive<ConnectionActor.Opened>(OnOpened);
        Receive<ConnectionActor.Lost>(OnLost);
        Receive<ConnectionActor.Refused>(OnRefused);
        Receive<ConsumerActor.WaitForStart>(_ => OnWaitForStart());
        Receive<ConnectionActor.Blocked>(OnBlocked);
        Receive<ConnectionActor.Unblocked>(_ => OnUnblocked());
    }

    protected override void PreStart() => _connectionActor.Tell(ConnectionActor.Join.Instance);

    protected override void PostStop()
    {
        _connectionActor.Tell(ConnectionActor.Leave.Instance);
        foreach (var request in _outstanding.Concat(_again))
            request.Complete(new PublishOutcome(PublishStatus.Unknown, "the publisher stopped before the broker answered"));
        foreach (var request in _waiting.Concat(_preparing))
            request.Complete(new PublishOutcome(PublishStatus.Failed, "the publisher stopped before it was sent"));
        _status.Set(BridgeHealth.Stopped, "the publisher stopped");
    }

    private void OnRequest(PublishRequest request)
    {
        if (request.Needs is { } needs && !_declared.Contains(needs.Queue.Name))
        {
            _preparing.Add(request);
            SweepNowAndThen();
            Prepare(request);
            return;
        }

        request.Sequence = ++_sequence;
        _waiting.Enqueue(request);
        SweepNowAndThen();
        SendWhatFits();
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
        if (_awaitingFlush.Count == 0 || _outstanding.Count + _again.Count + _waiting.Count + _preparing.Count > 0) return;
        foreach (var one in _awaitingFlush) one.Tell(Flushed.Instance);
        _awaitingFlush.Clear();
    }

    private void OnOpened(ConnectionActor.Opened opened)
    {
        // Who joins again is told again.
        if (ReferenceEquals(_connection, opened.Connection)) return;
        _connection = opened.Connection;
        _startFailure = null;
        // A broker may have said so before the connection was ready.
        if (!_blocked) _status.Set(BridgeHealth.Open, null);
        AnswerStart(ConsumerActor.Done.Instance);
        _declared.Clear();
        foreach (var request in _preparing) Prepare(request);
        SendWhatFits();
    }

    private void OnRefused(ConnectionActor.Refused refused)
    {
        _blocked = false;
        _status.Set(BridgeHealth.Connecting, refused.Error.Message);
        if (!refused.IsPermanent) return;
        _startFailure = new ConsumerActor.StartFailed(refused.Error);
        AnswerStart(_startFailure);
    }

    private void OnWaitForStart()
    {
        _awaitingStart.Add(Sender);
        if (_connection is not null) AnswerStart(ConsumerActor.Done.Instance);
        else if (_startFailure is not null) AnswerStart(_startFailure);
    }

    private void AnswerStart(object answer)
    {
        foreach (var one in _awaitingStart) one.Tell(answer);
        _awaitingStart.Clear();
    }

    private void OnLost(ConnectionActor.Lost lost)
    {
        // It may have been restarted, and then knows nobody any more.
        _connectionActor.Tell(ConnectionActor.Join.Instance);
        _connection = null;
        _blocked = false;
        _status.Set(BridgeHealth.Connecting, lost.Reason);
    }

    private void OnBlocked(ConnectionActor.Blocked blocked)
    {
        _blocked = true;
        _status.Set(BridgeHealth.Blocked, blocked.Reason);
    }

    private void OnUnblocked()
    {
        _blocked = false;
        _status.Set(BridgeHealth.Open, null);
        SendWhatFits();
    }

    private void OnAnswered(Answered answered)
    {
        var (request, connection, outcome) = answered;
        _outstanding.Remove(request);
        switch (outcome.Status)
        {
            case PublishStatus.Unknown:
                request.MarkRepublished();
                _again.Add(request);
                break;
            case PublishStatus.Failed when !connection.IsOpen:
                request.NotSent();
                _again.Add(request);
                break;
            default:
                // Somebody deleted it: the next one makes it again.
                if (outcome.Status == PublishStatus.Returned && request.Needs is { } needs) _declared.Remove(needs.Queue.Name);
                request.Complete(outcome);
                break;
        }

        SendWhatFits();
        AnswerWhenIdle();
    }

    private void SendWhatFits()
    {
        if (_connection is not { IsOpen: true } connection || _blocked) return;
        if (_again.Count > 0)
        {
            // They come first, in their old order: so the fate of all that were sent before has to be known.
            if (_outstanding.Count > 0) return;
            PutBack();
        }

        while (_outstanding.Count < connection.MaxOutstandingPublishes && _waiting.TryDequeue(out var request))
        {
            if (!request.TryBegin()) continue;
            _outstanding.Add(request);
            _ = PublishAsync(connection, request, Self);
        }
    }

    // What PipeTo does, with one object instead of six.
    private static async Task PublishAsync(IBrokerConnection connection, PublishRequest request, IActorRef self)
    {
        PublishOutcome outcome;
        try
        {
            outcome = await connection.PublishAsync(request.Message).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            outcome = new PublishOutcome(PublishStatus.Unknown, error.Message);
        }

        self.Tell(new Answered(request, connection, outcome), ActorRefs.NoSender);
    }

    private void PutBack()
    {
        var later = _waiting.ToArray();
        _waiting.Clear();
        foreach (var request in _again.OrderBy(request => request.Sequence)) _waiting.Enqueue(request);
        foreach (var request in later) _waiting.Enqueue(request);
        _again.Clear();
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

    private sealed record Prepared(PublishRequest Request, IBrokerConnection Connection, bool IsThere, Exception? Error) : IDeadLetterSuppression;

    private sealed record Answered(PublishRequest Request, IBrokerConnection Connection, PublishOutcome Outcome) : IDeadLetterSuppression;
}
