namespace ActorBus.Testing;

/// <summary>A clock that stands still until a test moves it.</summary>
/// <remarks>
/// Moving it fires the timers that become due, one after the other in the order of their moments, on the caller's thread and
/// with the clock at each moment. It may be used from any thread; no timer is fired while a lock is held.
/// </remarks>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<(ManualTimer Timer, int Version), (long Due, long Order)> _due = new();
    private long _now = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero).Ticks;
    private long _order;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => Interlocked.Read(ref _now);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock.</summary>
    public void Advance(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        var until = GetTimestamp() + span.Ticks;
        while (TakeDue(until) is { } timer) timer.Fire();
        Interlocked.Exchange(ref _now, until);
    }

    /// <summary>Moves the clock to the next moment at which a timer is due, and fires it.</summary>
    /// <returns>False when there is none.</returns>
    public bool AdvanceToNextTimer()
    {
        if (TakeDue(long.MaxValue) is not { } timer) return false;
        timer.Fire();
        return true;
    }

    internal void Schedule(ManualTimer timer, TimeSpan wait, int version)
    {
        lock (_lock) _due.Enqueue((timer, version), (_now + wait.Ticks, _order++));
    }

    private ManualTimer? TakeDue(long until)
    {
        lock (_lock)
        {
            while (_due.TryPeek(out var next, out var moment) && moment.Due <= until)
            {
                _due.Dequeue();
                if (!next.Timer.IsCurrent(next.Version)) continue;
                Interlocked.Exchange(ref _now, Math.Max(_now, moment.Due));
                return next.Timer;
            }

            return null;
        }
    }
}
