namespace ActorBus.Actors.Scheduling;

/// <summary>Something scheduled by <see cref="HashedWheelTimerScheduler"/>, with its cancelable and interval.</summary>
internal abstract class ScheduledTask : WheelTimer
{
    private TimerWheel? _wheel;
    private ICancelable? _cancelable;
    private ILoggingAdapter? _log;
    private TimeSpan? _interval;

    public void Start(TimerWheel wheel, ILoggingAdapter log, TimeSpan delay, TimeSpan? interval, ICancelable? cancelable)
    {
        if (cancelable is { IsCancellationRequested: true })
            return;
        (_wheel, _log, _interval, _cancelable) = (wheel, log, interval, cancelable);
        wheel.Add(this, delay);
        (cancelable as Cancelable)?.Attach(this);
    }

    public void Stop() => _wheel?.Remove(this);

    /// <summary>Does what was scheduled and, if it repeats, hangs it into the wheel again. What failed is not repeated.</summary>
    public override void Fire()
    {
        if (_cancelable is { IsCancellationRequested: true })
            return;
        try
        {
            Do();
        }
        catch (Exception failure)
        {
            _log!.Error(failure, "Error while executing a scheduled task; it is not repeated.");
            return;
        }

        if (_interval is { } interval)
        {
            _wheel!.Add(this, interval);
            if (_cancelable is { IsCancellationRequested: true })
                Stop();
        }
    }

    protected abstract void Do();
}
