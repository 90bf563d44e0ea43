namespace ActorBus.Actors.Cells;

/// <summary>Sends <see cref="ReceiveTimeout"/> when a time has passed since the last restart.</summary>
/// <remarks>
/// The actor's thread moves <c>_due</c>; whoever sets <c>_armed</c> from 0 to 1 has the scheduler call <see cref="Ring"/>.
/// Ring gives the 1 back before it looks at <c>_due</c> for the last time, and Restart writes <c>_due</c> before it looks at
/// <c>_armed</c>: so either Ring sees the new moment, or Restart arms again.
/// </remarks>
internal sealed class Countdown(ActorCell cell, TimeSpan duration)
{
    private const long Paused = long.MaxValue;

    private readonly IScheduler _scheduler = cell.System.Scheduler;
    private readonly Cancelable _cancel = new(cell.System.Scheduler);
    private long _due = Paused;
    private int _armed;

    /// <summary>Time as the scheduler counts it: a scheduler for tests has virtual time in its date only.</summary>
    private TimeSpan Time => _scheduler is HashedWheelTimerScheduler ? _scheduler.MonotonicClock : _scheduler.Now - DateTimeOffset.UnixEpoch;

    public bool IsRunning => Volatile.Read(ref _due) != Paused;

    public void Pause() => Volatile.Write(ref _due, Paused);

    public void Restart()
    {
        Interlocked.Exchange(ref _due, (Time + duration).Ticks);
        if (Interlocked.CompareExchange(ref _armed, 1, 0) == 0)
            Arm(duration);
    }

    public void Cancel()
    {
        Pause();
        _cancel.Cancel();
    }

    private void Arm(TimeSpan delay) => _scheduler.Advanced.ScheduleOnce(delay, Ring, _cancel);

    private void Ring()
    {
        while (true)
        {
            var due = Volatile.Read(ref _due);
            var left = due == Paused ? TimeSpan.Zero : TimeSpan.FromTicks(due) - Time;
            if (left > TimeSpan.Zero)
            {
                Arm(left);
                return;
            }

            if (due != Paused && Interlocked.CompareExchange(ref _due, Paused, due) != due)
                continue;
            Interlocked.Exchange(ref _armed, 0);
            if (due != Paused)
                cell.Self.Tell(ReceiveTimeout.Instance, cell.Self);
            if (!IsRunning || Interlocked.CompareExchange(ref _armed, 1, 0) != 0)
                return;
        }
    }
}
