using ActorBus.Brokers;
using ActorBus.Diagnostics;
using Akka.Actor;
using Akka.Event;

namespace ActorBus.Distribution.Bridges;

/// <summary>
/// Keeps one connection to the broker open. Parent: a publisher, consumer or reply actor. No children. Restarted by its parent
/// on any failure: the connection is closed and made anew.
/// </summary>
/// <remarks>
/// The client's own recovery is off; this actor is the only one that reconnects (reliability reference, R1). A connection
/// counts as open only when the topology is declared on it. What can pass by itself is tried again at once, then after 0.1 to
/// 1 second with jitter; so is a connection that was lost within a second, for the fourth time and more: what is done on it may be why.
/// Failures that require a change (password, permission, other arguments) are retried after 30 seconds.
/// </remarks>
internal sealed class ConnectionActor : ReceiveActor
{
    private const int ShortLivesAtOnce = 3;

    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PermanentBackoff = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortLife = TimeSpan.FromSeconds(1);

    private readonly BridgeContext _bridge;
    private readonly string _does;
    private readonly ConnectionPurpose _purpose;
    private readonly Groundwork _groundwork;
    private readonly Outage _outage;
    private readonly CancellationTokenSource _lifetime = new();
    private IBrokerConnection? _connection;
    private ITimer? _retry;
    private string? _closedEarly;
    private bool _isLast;
    private int _generation;
    private int _failures;
    private int _shortLives;
    private long _openedAt;

    /// <param name="bridge">The bridge.</param>
    /// <param name="does">What the connection is for, a verb in the words of the log.</param>
    /// <param name="purpose">What the connection is for.</param>
    /// <param name="groundwork">What has to be on the broker before the connection counts.</param>
    public ConnectionActor(BridgeContext bridge, string does, ConnectionPurpose purpose, Groundwork groundwork)
    {
        _bridge = bridge;
        _does = bridge.PurposeOf(does);
        _purpose = purpose;
        _groundwork = groundwork;
        _outage = new Outage(bridge.Time);
        Receive<Connect>(OnConnect);
        Receive<Connected>(OnConnected);
        Receive<NotConnected>(OnNotConnected);
        Receive<Happened>(OnHappened);
        Receive<Finish>(_ => OnFinish());
        Receive<Close>(_ => OnClose());
    }

    protected override void PreStart() => Self.Tell(new Connect(_generation));

    protected override void PreRestart(Exception reason, object? message)
    {
        // It closes with this instance, and the next one knows nothing of it.
        if (_connection is not null) Context.Parent.Tell(new Lost($"the actor of the connection failed: {reason.GetType().Name}"));
        base.PreRestart(reason, message);
    }

    protected override void PostStop()
    {
        _retry?.Dispose();
        // Also closes a connection whose making ends after this: it is registered with the token before it is told of.
        _lifetime.Cancel();
        _lifetime.Dispose();
    }

    private void OnConnect(Connect connect)
    {
        // A later one is on its way, or none is wanted any more.
        if (connect.Generation != _generation) return;
        var generation = ++_generation;
        _closedEarly = null;
        var self = Self;
        var lifetime = _lifetime.Token;
        OpenAsync(happening => self.Tell(new Happened(generation, happening)), lifetime).PipeTo(
            self,
            success: connection => new Connected(generation, connection),
            failure: error => new NotConnected(generation, error));
    }

    private async Task<IBrokerConnection> OpenAsync(Action<ConnectionEvent> onEvent, CancellationToken lifetime)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(lifetime);
        limit.CancelAfter(ConnectLimit);
        var connection = await _bridge.Broker.ConnectAsync(_purpose, onEvent, limit.Token).ConfigureAwait(false);
        try
        {
            await _groundwork.LayAsync(connection, _bridge.Log, limit.Token).ConfigureAwait(false);
            lifetime.ThrowIfCancellationRequested();
            lifetime.Register(() => CloseLater(connection));
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private void OnConnected(Connected connected)
    {
        if (connected.Generation != _generation) return;
        if (_closedEarly is { } reason)
        {
            OnNotConnected(new NotConnected(_generation, new BrokerException($"the connection was lost at once: {reason}", isTransient: true)));
            return;
        }

        _failures = 0;
        _openedAt = _bridge.Time.GetTimestamp();
        _connection = connected.Connection;
        if (_outage.End()) _bridge.Log.Reconnected(_bridge.Service, Address, _does, _outage.Elapsed, _outage.Tries);
        else if (!_outage.IsRepeated) _bridge.Log.Connected(_bridge.Service, Address, _does);
        Context.Parent.Tell(new Opened(connected.Connection));
    }

    private void OnNotConnected(NotConnected failed)
    {
        if (failed.Generation != _generation) return;
        var permanent = failed.Error is BrokerException { IsTransient: false };
        var delay = permanent ? PermanentBackoff : Backoff(_failures++);
        TellOf(_outage.Fail(), permanent, delay, failed.Error.Message);
        Retry(delay);
        Context.Parent.Tell(new Refused(failed.Error, permanent));
    }

    private void TellOf(OutageNews news, bool isPermanent, TimeSpan delay, string reason)
    {
        var log = _bridge.Log;
        if (news == OutageNews.Reminder) log.StillNotConnected(_bridge.Service, Address, _does, _outage.Elapsed, _outage.Tries, delay, reason);
        else if (news == OutageNews.First && isPermanent) log.ConnectionRefused(_bridge.Service, Address, _does, delay, reason);
        else if (news == OutageNews.First) log.CannotConnect(_bridge.Service, Address, _does, delay, reason);
    }

    private void OnHappened(Happened happened)
    {
        if (happened.Generation != _generation) return;
        switch (happened.Event)
        {
            case ConnectionEvent.Closed closed when _connection is null:
                // Its making has not ended yet, and will say whether it failed and why; it may be that failure that closed it.
                _closedEarly = closed.Reason;
                break;
            case ConnectionEvent.Closed closed:
                OnLost(closed.Reason);
                break;
            case ConnectionEvent.Blocked blocked:
                _bridge.Log.PublishingBlocked(Address, _bridge.Service, blocked.Reason);
                Context.Parent.Tell(new Blocked(blocked.Reason));
                break;
            case ConnectionEvent.Unblocked:
                _bridge.Log.PublishingUnblocked(Address, _bridge.Service);
                Context.Parent.Tell(Unblocked.Instance);
                break;
        }
    }

    private void OnLost(string reason)
    {
        _connection = null;
        _generation++;
        if (_isLast)
        {
            _bridge.Log.LastConnectionLost(_bridge.Service, Address, _does, reason);
            Context.Parent.Tell(new Lost(reason));
            return;
        }

        _shortLives = _bridge.Time.GetElapsedTime(_openedAt) < ShortLife ? _shortLives + 1 : 0;
        var delay = _shortLives <= ShortLivesAtOnce ? TimeSpan.Zero : Backoff(_shortLives - ShortLivesAtOnce - 1);
        switch (_outage.Lose())
        {
            case OutageNews.First:
                _bridge.Log.ConnectionLost(_bridge.Service, Address, _does, delay, reason);
                break;
            case OutageNews.Reminder:
                _bridge.Log.StillNotConnected(_bridge.Service, Address, _does, _outage.Elapsed, _outage.Tries, delay, reason);
                break;
        }

        Retry(delay);
        Context.Parent.Tell(new Lost(reason));
    }

    private string Address => _bridge.Broker.Address;

    private void Retry(TimeSpan delay)
    {
        var connect = new Connect(_generation);
        _retry?.Dispose();
        if (delay == TimeSpan.Zero) Self.Tell(connect);
        else _retry = _bridge.Time.TellLater(Self, connect, delay);
    }

    private static TimeSpan Backoff(int failures) =>
        TimeSpan.FromMilliseconds((long)(Math.Min(200 << Math.Min(failures, 3), 1_000) * (0.5 + (Random.Shared.NextDouble() / 2))));

    private void OnFinish()
    {
        _isLast = true;
        if (_connection is null) GiveUp();
    }

    // From now on nothing that is on its way counts: neither the next try nor the connection that is being made.
    private void GiveUp()
    {
        _generation++;
        _retry?.Dispose();
        _lifetime.Cancel();
    }

    private void OnClose()
    {
        var parent = Sender;
        var closing = _connection is { } connection ? connection.DisposeAsync().AsTask() : Task.CompletedTask;
        _connection = null;
        GiveUp();
        closing.PipeTo(parent, Self, success: () => Closed.Instance, failure: _ => Closed.Instance);
    }

    private void CloseLater(IBrokerConnection connection) => _ = CloseAsync(connection, _bridge);

    private static async Task CloseAsync(IBrokerConnection connection, BridgeContext bridge)
    {
        try
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            bridge.Log.ClosingFailed(bridge.Service, bridge.Broker.Address, error.Message);
        }
    }

    /// <summary>To the parent: the connection is open and the topology declared.</summary>
    public sealed record Opened(IBrokerConnection Connection) : IDeadLetterSuppression;

    /// <summary>To the parent: the connection is gone; a new one is on its way.</summary>
    public sealed record Lost(string Reason) : IDeadLetterSuppression;

    /// <summary>To the parent: a try to connect failed; the next one is planned.</summary>
    public sealed record Refused(Exception Error, bool IsPermanent) : IDeadLetterSuppression;

    /// <summary>To the parent: the broker takes no publishes for now.</summary>
    public sealed record Blocked(string Reason) : IDeadLetterSuppression;

    /// <summary>To the parent: the broker takes publishes again.</summary>
    public sealed record Unblocked : IDeadLetterSuppression
    {
        public static readonly Unblocked Instance = new();
    }

    /// <summary>From the parent: make no other connection when this one is lost, and none where there is none now.</summary>
    public sealed record Finish : IDeadLetterSuppression
    {
        public static readonly Finish Instance = new();
    }

    /// <summary>From the parent: send what was settled, close, and connect no more. Answered with <see cref="Closed"/>.</summary>
    public sealed record Close : IDeadLetterSuppression
    {
        public static readonly Close Instance = new();
    }

    /// <summary>To the parent: the connection is closed, as asked.</summary>
    public sealed record Closed : IDeadLetterSuppression
    {
        public static readonly Closed Instance = new();
    }

    private sealed record Connect(int Generation) : IDeadLetterSuppression;

    private sealed record Connected(int Generation, IBrokerConnection Connection) : IDeadLetterSuppression;

    private sealed record NotConnected(int Generation, Exception Error) : IDeadLetterSuppression;

    private sealed record Happened(int Generation, ConnectionEvent Event) : IDeadLetterSuppression;
}
