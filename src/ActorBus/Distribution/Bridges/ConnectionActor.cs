using ActorBus.Brokers;
using ActorBus.Diagnostics;
using Akka.Actor;
using Akka.Event;

namespace ActorBus.Distribution.Bridges;

/// <summary>
/// Keeps one connection to the broker open, for all bridges that have joined. Parent: the distributed bus. No children. Restarted by its parent on any
/// failure: the connection is closed and made anew.
/// </summary>
/// <remarks>
/// It is made when the first one joins and closed when the last one has left. Those who joined are told of what happens to it, each on its own.
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
    private readonly HashSet<IActorRef> _users = [];
    private readonly CancellationTokenSource _lifetime = new();
    private IBrokerConnection? _connection;
    private ITimer? _retry;
    private string? _closedEarly;
    private ConnectionEvent.Blocked? _blocked;
    private Refused? _refused;
    private int _generation;
    private int _failures;
    private int _shortLives;
    private long _openedAt;

    /// <param name="bridge">The bridge of the own service.</param>
    /// <param name="purpose">What the connection is for.</param>
    /// <param name="groundwork">What has to be on the broker before the connection counts.</param>
    public ConnectionActor(BridgeContext bridge, ConnectionPurpose purpose, Groundwork groundwork)
    {
        _bridge = bridge;
        _does = purpose == ConnectionPurpose.Publish ? "publish" : "consume";
        _purpose = purpose;
        _groundwork = groundwork;
        _outage = new Outage(bridge.Time);
        Receive<TryConnect>(OnConnect);
        Receive<Connected>(OnConnected);
        Receive<NotConnected>(OnNotConnected);
        Receive<Happened>(OnHappened);
        Receive<Join>(_ => OnJoin());
        Receive<Leave>(_ => OnLeft(Sender));
        Receive<Terminated>(gone => OnLeft(gone.ActorRef));
    }

    protected override void PreRestart(Exception reason, object? message)
    {
        // It closes with this instance, and the next one knows nothing of it, nor of them: they join again.
        Tell(new Lost($"the actor of the connection failed: {reason.GetType().Name}"));
        base.PreRestart(reason, message);
    }

    protected override void PostStop()
    {
        _retry?.Dispose();
        // A connection whose making ends after this is closed by the one who makes it.
        _lifetime.Cancel();
        _lifetime.Dispose();
        if (_connection is { } connection) CloseLater(connection);
    }

    private void OnJoin()
    {
        var isFirst = _users.Count == 0;
        if (_users.Add(Sender)) Context.Watch(Sender);
        if (_connection is { } connection)
        {
            Sender.Tell(new Opened(connection));
            if (_blocked is { } blocked) Sender.Tell(new Blocked(blocked.Reason));
        }
        else if (_refused is { } refused)
        {
            Sender.Tell(refused);
        }

        if (isFirst && _connection is null) Connect();
    }

    private void OnLeft(IActorRef user)
    {
        if (!_users.Remove(user)) return;
        Context.Unwatch(user);
        if (_users.Count > 0) return;
        // From now on nothing that is on its way counts: neither the next try nor the connection that is being made.
        _generation++;
        _retry?.Dispose();
        _refused = null;
        if (_connection is { } connection) CloseLater(connection);
        _connection = null;
    }

    private void Tell(object what)
    {
        foreach (var user in _users) user.Tell(what);
    }

    private void OnConnect(TryConnect connect)
    {
        // A later one is on its way, or none is wanted any more.
        if (connect.Generation == _generation) Connect();
    }

    private void Connect()
    {
        var generation = ++_generation;
        (_closedEarly, _blocked) = (null, null);
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
        if (connected.Generation != _generation)
        {
            CloseLater(connected.Connection);
            return;
        }

        if (_closedEarly is { } reason)
        {
            OnNotConnected(new NotConnected(_generation, new BrokerException($"the connection was lost at once: {reason}", isTransient: true)));
            return;
        }

        _failures = 0;
        _refused = null;
        _openedAt = _bridge.Time.GetTimestamp();
        _connection = connected.Connection;
        if (_outage.End()) _bridge.Log.Reconnected(_bridge.Service, Address, _does, _outage.Elapsed, _outage.Tries);
        else if (!_outage.IsRepeated) _bridge.Log.Connected(_bridge.Service, Address, _does);
        Tell(new Opened(connected.Connection));
        if (_blocked is { } blocked) Tell(new Blocked(blocked.Reason));
    }

    private void OnNotConnected(NotConnected failed)
    {
        if (failed.Generation != _generation) return;
        var permanent = failed.Error is BrokerException { IsTransient: false };
        var delay = permanent ? PermanentBackoff : Backoff(_failures++);
        TellOf(_outage.Fail(), permanent, delay, failed.Error.Message);
        Retry(delay);
        _refused = new Refused(failed.Error, permanent);
        Tell(_refused);
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
                // It may be said before the connection is ready.
                _blocked = blocked;
                _bridge.Log.PublishingBlocked(Address, _bridge.Service, blocked.Reason);
                if (_connection is not null) Tell(new Blocked(blocked.Reason));
                break;
            case ConnectionEvent.Unblocked:
                _blocked = null;
                _bridge.Log.PublishingUnblocked(Address, _bridge.Service);
                if (_connection is not null) Tell(Unblocked.Instance);
                break;
        }
    }

    private void OnLost(string reason)
    {
        // What the client keeps of it goes with it.
        CloseLater(_connection!);
        _connection = null;
        _blocked = null;
        _generation++;
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
        Tell(new Lost(reason));
    }

    private string Address => _bridge.Broker.Address;

    private void Retry(TimeSpan delay)
    {
        var connect = new TryConnect(_generation);
        _retry?.Dispose();
        if (delay == TimeSpan.Zero) Self.Tell(connect);
        else _retry = _bridge.Time.TellLater(Self, connect, delay);
    }

    private static TimeSpan Backoff(int failures) =>
        TimeSpan.FromMilliseconds((long)(Math.Min(200 << Math.Min(failures, 3), 1_000) * (0.5 + (Random.Shared.NextDouble() / 2))));

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

    /// <summary>To those who joined: the connection is open and the topology declared.</summary>
    public sealed record Opened(IBrokerConnection Connection) : IDeadLetterSuppression;

    /// <summary>To those who joined: the connection is gone; a new one is on its way.</summary>
    public sealed record Lost(string Reason) : IDeadLetterSuppression;

    /// <summary>To those who joined: a try to connect failed; the next one is planned.</summary>
    public sealed record Refused(Exception Error, bool IsPermanent) : IDeadLetterSuppression;

    /// <summary>To those who joined: the broker takes no publishes for now.</summary>
    public sealed record Blocked(string Reason) : IDeadLetterSuppression;

    /// <summary>To those who joined: the broker takes publishes again.</summary>
    public sealed record Unblocked : IDeadLetterSuppression
    {
        public static readonly Unblocked Instance = new();
    }

    /// <summary>From a user: make the connection, if there is none, and tell of what happens to it. It may be said again.</summary>
    public sealed record Join : IDeadLetterSuppression
    {
        public static readonly Join Instance = new();
    }

    /// <summary>From a user: it is no longer needed. The connection is closed when nobody needs it.</summary>
    public sealed record Leave : IDeadLetterSuppression
    {
        public static readonly Leave Instance = new();
    }

    private sealed record TryConnect(int Generation) : IDeadLetterSuppression;

    private sealed record Connected(int Generation, IBrokerConnection Connection) : IDeadLetterSuppression;

    private sealed record NotConnected(int Generation, Exception Error) : IDeadLetterSuppression;

    private sealed record Happened(int Generation, ConnectionEvent Event) : IDeadLetterSuppression;
}
