namespace ActorBus.InMemory;

/// <summary>Runs an action on the broker's executor at a given time; one time at a time, and never early.</summary>
internal sealed class BrokerTimer(VirtualHost host, Action onDue) : IWork
{
    private ITimer? _timer;
    private TimeSpan? _due;

    /// <summary>Sets the time; null for none.</summary>
    public void Set(TimeSpan? due)
    {
        if (due == _due) return;
        _due = due;
        if (due is { } moment) Arm(moment - host.Now);
        else _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _due = null;
        _timer?.Dispose();
        _timer = null;
    }

    void IWork.Run()
    {
        if (_due is not { } due) return;
        var left = due - host.Now;
        if (left > TimeSpan.Zero)
        {
            Arm(left);
            return;
        }

        _due = null;
        onDue();
    }

    private void Arm(TimeSpan left)
    {
        // Timers count in whole milliseconds.
        var wait = TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling(left.TotalMilliseconds), 0, uint.MaxValue - 1));
        _timer ??= host.Options.TimeProvider.CreateTimer(
            _ => host.Executor.Post(this), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }
}
