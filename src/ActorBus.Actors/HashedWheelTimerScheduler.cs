using System.Diagnostics;

namespace ActorBus.Actors;

/// <summary>The scheduler of real time. Delays are rounded up to its tick, <c>akka.scheduler.tick-duration</c>.</summary>
public sealed class HashedWheelTimerScheduler : IScheduler, IAdvancedScheduler, IDateTimeOffsetNowTimeProvider, IDisposable
{
    private readonly ILoggingAdapter _log;
    private volatile bool _stopped;

    /// <summary>Creates a scheduler as configured.</summary>
    public HashedWheelTimerScheduler(Config scheduler, ILoggingAdapter log)
    {
        _log = log;
        Wheel = new TimerWheel(scheduler.GetTimeSpan("akka.scheduler.tick-duration", TimerWheel.DefaultTick));
    }

    /// <inheritdoc/>
    public IAdvancedScheduler Advanced => this;

    /// <inheritdoc/>
    public DateTimeOffset Now => DateTimeOffset.UtcNow;

    /// <inheritdoc/>
    public TimeSpan MonotonicClock => TimeSpan.FromMilliseconds(Environment.TickCount64);

    /// <inheritdoc/>
    public TimeSpan HighResMonotonicClock => Stopwatch.GetElapsedTime(0);

    internal TimerWheel Wheel { get; }

    /// <inheritdoc/>
    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellOnce(delay, receiver, message, sender, null);

    /// <inheritdoc/>
    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Start(new ScheduledTell(receiver, message, sender), delay, null, cancelable);

    /// <inheritdoc/>
    public void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellRepeatedly(initialDelay, interval, receiver, message, sender, null);

    /// <inheritdoc/>
    public void ScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Start(new ScheduledTell(receiver, message, sender), initialDelay, interval, cancelable);

    /// <inheritdoc/>
    public void ScheduleOnce(TimeSpan delay, Action action) => ScheduleOnce(delay, action, null);

    /// <inheritdoc/>
    public void ScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) =>
        ScheduleOnce(delay, new ActionRunnable(action), cancelable);

    /// <inheritdoc/>
    public void ScheduleOnce(TimeSpan delay, IRunnable action) => ScheduleOnce(delay, action, null);

    /// <inheritdoc/>
    public void ScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable) =>
        Start(new ScheduledWork(action), delay, null, cancelable);

    /// <inheritdoc/>
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action) =>
        ScheduleRepeatedly(initialDelay, interval, action, null);

    /// <inheritdoc/>
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        ScheduleRepeatedly(initialDelay, interval, new ActionRunnable(action), cancelable);

    /// <inheritdoc/>
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action) =>
        ScheduleRepeatedly(initialDelay, interval, action, null);

    /// <inheritdoc/>
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable) =>
        Start(new ScheduledWork(action), initialDelay, interval, cancelable);

    /// <summary>Stops the thread; what is scheduled does not happen any more.</summary>
    public void Dispose()
    {
        _stopped = true;
        Wheel.Dispose();
    }

    private void Start(ScheduledTask task, TimeSpan delay, TimeSpan? interval, ICancelable? cancelable)
    {
        if (delay < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(delay), delay, $"A delay of {delay} was given to the scheduler; it cannot be negative.");
        if (interval <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(interval), interval, $"An interval of {interval} was given to the scheduler; it has to be positive.");
        if (_stopped)
            throw new SchedulerException("The scheduler has stopped with its actor system and takes no more work.");
        task.Start(Wheel, _log, delay, interval, cancelable);
    }
}
