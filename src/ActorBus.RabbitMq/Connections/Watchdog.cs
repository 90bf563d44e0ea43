using System.Diagnostics;

namespace ActorBus.RabbitMq.Connections;

/// <summary>Checks a connection a few times a second and ends it when the broker has been silent for too long.</summary>
/// <remarks>
/// It sends nothing to the broker: a broker that has raised an alarm does not read and would not answer. It acts well before the client library
/// would, whose own handling of a silent connection can end the process.
/// </remarks>
internal sealed class Watchdog : IDisposable
{
    private readonly ConnectionLife _life;
    private readonly WatchedSocket _socket;
    private readonly TimeSpan _limit;
    private readonly TimeSpan _period;
    private readonly Action _onLook;
    private readonly Timer _timer;
    private long _lastLook = Stopwatch.GetTimestamp();

    public Watchdog(ConnectionLife life, WatchedSocket socket, TimeSpan limit, Action onLook)
    {
        _life = life;
        _socket = socket;
        _limit = limit;
        _onLook = onLook;
        _period = TimeSpan.FromMilliseconds(Math.Clamp(limit.TotalMilliseconds / 10, 20, 500));
        _timer = new Timer(static self => ((Watchdog)self!).Look(), this, _period, _period);
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var late = Stopwatch.GetElapsedTime(_lastLook) > _period + (_limit / 2);
        _lastLook = Stopwatch.GetTimestamp();
        _onLook();
        // This process was suspended or starved, or has not read what arrived: then the silence is not the broker's.
        if (late || _socket.Silence <= _limit || _socket.HasUnreadBytes)
            return;
        _life.End($"nothing was heard from the broker for {_socket.Silence.TotalSeconds:0.0} s, the limit is {_limit.TotalSeconds:0.0} s", cut: true);
    }
}
