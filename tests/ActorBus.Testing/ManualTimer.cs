namespace ActorBus.Testing;

/// <summary>A timer of a <see cref="ManualTimeProvider"/>.</summary>
internal sealed class ManualTimer(ManualTimeProvider time, TimerCallback callback, object? state) : ITimer
{
    private TimeSpan _period = Timeout.InfiniteTimeSpan;
    private int _version;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        var version = Interlocked.Increment(ref _version);
        _period = period;
        if (dueTime != Timeout.InfiniteTimeSpan) time.Schedule(this, dueTime, version);
        return true;
    }

    /// <summary>False when it was changed or disposed since.</summary>
    public bool IsCurrent(int version) => Volatile.Read(ref _version) == version;

    public void Fire()
    {
        if (_period > TimeSpan.Zero) time.Schedule(this, _period, Volatile.Read(ref _version));
        callback(state);
    }

    public void Dispose() => Interlocked.Increment(ref _version);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
