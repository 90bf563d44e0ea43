using ActorBus.Brokers;
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
/// What somebody has to change (password, permission, other arguments) is tried again after 30 seconds.
/// </remarks>
internal sealed class ConnectionActor : ReceiveActor, IWithTimers
{
    private const int ShortLivesAtOnce = 3;

    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PermanentBackoff = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortLife = TimeSpan.FromSeconds(1);

    private readonly IBroker _broker;
    private readonly ConnectionPurpose _purpose;
    private readonly Groundwork _groundwork;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly CancellationTokenSource _lifetime = new();
    private IBrokerConnection? _connection;
    private string? _closedEarly;
    private int _generation;
    private int _failures;
    private int _shortLives;
    private DateTimeOffset _openedAt;

    public ConnectionActor(IBroker broker, ConnectionPurpose purpose, Groundwork groundwork)
    {
        _broker = broker;
        _purpose = purpose;
        _groundwork = groundwork;
        Receive<Connect>(_ => OnConnect());
        Receive<Connected>(OnConnected);
        Receive<NotConnected>(OnNotConnected);
        Receive<Happened>(OnHappened);
        Receive<Close>(_ => OnClose());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => Self.Tell(Connect.Instance);

    protected override void PostStop()
    {
        // Also closes a connection whose making ends after this: it is registered with the token before it is told of.
        _lifetime.Cancel();
        _lifetime.Dispose();
    }

    private void OnConnect()
    {
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
        var connection = await _broker.ConnectAsync(_purpose, onEvent, limit.Token).ConfigureAwait(false);
        try
        {
            await _groundwork.LayAsync(connection, _log, limit.Token).ConfigureAwait(false);
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
        _openedAt = Now;
        _connection = connected.Connection;
        _log.Info("Connected to {0} to {1}.", _broker.Address, Doing);
        Context.Parent.Tell(new Opened(connected.Connection));
    }

    private void OnNotConnected(NotConnected failed)
    {
        if (failed.Generation != _generation) return;
        var permanent = failed.Error is BrokerException { IsTransient: false };
        var delay = permanent ? PermanentBackoff : Backoff(_failures++);
        if (permanent) _log.Error(failed.Error, "Cannot connect to {0} to {1}; next try in {2} s.", _broker.Address, Doing, delay.TotalSeconds);
        else if (_failures == 1) _log.Warning("Cannot connect to {0} to {1}, trying on: {2}", _broker.Address, Doing, failed.Error.Message);
        Context.Parent.Tell(new Refused(failed.Error, permanent));
        Retry(delay);
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
                _log.Warning("The connection to {0} to {1} is lost: {2}", _broker.Address, Doing, closed.Reason);
                Context.Parent.Tell(new Lost(closed.Reason));
                _connection = null;
                _generation++;
                _shortLives = Now - _openedAt < ShortLife ? _shortLives + 1 : 0;
                Retry(_shortLives <= ShortLivesAtOnce ? TimeSpan.Zero : Backoff(_shortLives - ShortLivesAtOnce - 1));
                break;
            case ConnectionEvent.Blocked blocked:
                _log.Warning("{0} takes no publishes for now: {1}", _broker.Address, blocked.Reason);
                Context.Parent.Tell(new Blocked(blocked.Reason));
                break;
            case ConnectionEvent.Unblocked:
                _log.Info("{0} takes publishes again.", _broker.Address);
                Context.Parent.Tell(Unblocked.Instance);
                break;
        }
    }

    private static DateTimeOffset Now => Context.System.Scheduler.Now;

    private string Doing => _purpose == ConnectionPurpose.Publish ? "publish" : "consume";

    private void Retry(TimeSpan delay)
    {
        if (delay == TimeSpan.Zero) Self.Tell(Connect.Instance);
        else Timers.StartSingleTimer(Connect.Instance, Connect.Instance, delay);
    }

    private static TimeSpan Backoff(int failures) =>
        TimeSpan.FromMilliseconds(Math.Min(200 << Math.Min(failures, 3), 1_000) * (0.5 + (Random.Shared.NextDouble() / 2)));

    private void OnClose()
    {
        _generation++;
        Timers.CancelAll();
        var parent = Sender;
        var closing = _connection is { } connection ? connection.DisposeAsync().AsTask() : Task.CompletedTask;
        _connection = null;
        closing.PipeTo(parent, Self, success: () => Closed.Instance, failure: _ => Closed.Instance);
    }

    private void CloseLater(IBrokerConnection connection) =>
        connection.DisposeAsync().AsTask().ContinueWith(
            (closing, log) => ((ILoggingAdapter)log!).Warning("Closing a connection failed: {0}", closing.Exception!.GetBaseException().Message),
            _log,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);

    /// <summary>To the parent: the connection is open and the topology declared.</summary>
    public sealed record Opened(IBrokerConnection Connection);

    /// <summary>To the parent: the connection is gone; a new one is on its way.</summary>
    public sealed record Lost(string Reason);

    /// <summary>To the parent: a try to connect failed; the next one is planned.</summary>
    public sealed record Refused(Exception Error, bool IsPermanent);

    /// <summary>To the parent: the broker takes no publishes for now.</summary>
    public sealed record Blocked(string Reason);

    /// <summary>To the parent: the broker takes publishes again.</summary>
    public sealed record Unblocked
    {
        public static readonly Unblocked Instance = new();
    }

    /// <summary>From the parent: send what was settled, close, and connect no more. Answered with <see cref="Closed"/>.</summary>
    public sealed record Close
    {
        public static readonly Close Instance = new();
    }

    /// <summary>To the parent: the connection is closed, as asked.</summary>
    public sealed record Closed
    {
        public static readonly Closed Instance = new();
    }

    private sealed record Connect
    {
        public static readonly Connect Instance = new();
    }

    private sealed record Connected(int Generation, IBrokerConnection Connection);

    private sealed record NotConnected(int Generation, Exception Error);

    private sealed record Happened(int Generation, ConnectionEvent Event);
}
