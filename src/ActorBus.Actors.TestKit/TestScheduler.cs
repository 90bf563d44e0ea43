using ActorBus.Actors.TestKit.Internal;

namespace ActorBus.Actors.TestKit;

/// <summary>A scheduler whose time passes only when a test says so.</summary>
/// <remarks>
/// Chosen by <c>akka.scheduler.implementation = "ActorBus.Actors.TestKit.TestScheduler, ActorBus.Actors.TestKit"</c>; the test
/// casts <see cref="ActorSystem.Scheduler"/> to it. What is due runs on the thread that advances the time, in the order it is due.
/// Repeated work runs once per advance, however far that goes, and then again its interval later. Safe on every thread.
/// </remarks>
public class TestScheduler : IScheduler, IAdvancedScheduler
{
    private readonly Lock _gate = new();
    private readonly List<VirtualTask> _tasks = [];
    private DateTimeOffset _now = DateTimeOffset.UtcNow;

    /// <summary>Creates the scheduler; the time begins with now.</summary>
    /// <param name="schedulerConfig">Not used.</param>
    /// <param name="log">Not used.</param>
    public TestScheduler(Config schedulerConfig, ILoggingAdapter log)
    {
    }

    /// <inheritdoc/>
    public IAdvancedScheduler Advanced => this;

    /// <summary>The virtual time.</summary>
    public DateTimeOffset Now
    {
        get
        {
            lock (_gate)
                return _now;
        }
    }

    /// <inheritdoc/>
    public TimeSpan MonotonicClock => Parts.TestKitTiming.Now;

    /// <inheritdoc/>
    public TimeSpan HighResMonotonicClock => Parts.TestKitTiming.Now;

    /// <summary>Lets time pass and runs what is due.</summary>
    /// <param name="offset">How much time.</param>
    public void Advance(TimeSpan offset)
    {
        List<VirtualTask> due;
        lock (_gate)
        {
            _now += offset;
            due = [.. _tasks.Where(task => task.Due <= _now).OrderBy(task => task.Due)];
            _tasks.RemoveAll(due.Contains);
        }

        foreach (var task in due)
        {
            if (task.IsCancelled)
                continue;
            task.Work();
            if (task.Interval is { } interval && !task.IsCancelled)
                Add(interval, interval, task.Work, task.Cancelable);
        }
    }

    /// <summary>Lets time pass up to a moment and runs what is due.</summary>
    /// <param name="when">The moment.</param>
    /// <exception cref="InvalidOperationException">The moment has passed.</exception>
    public void AdvanceTo(DateTimeOffset when)
    {
        var now = Now;
        if (when < now)
            throw new InvalidOperationException($"The virtual time is {now:O} and cannot go back to {when:O}.");
        Advance(when - now);
    }

    /// <inheritdoc/>
    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellOnce(delay, receiver, message, sender, null);

    /// <inheritdoc/>
    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Add(delay, null, () => receiver.Tell(message, sender), cancelable);

    /// <inheritdoc/>
    public void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellRepeatedly(initialDelay, interval, receiver, message, sender, null);

    /// <inheritdoc/>
    public void ScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Add(initialDelay, interval, () => receiver.Tell(message, sender), cancelable);

    /// <inheritdoc/>
    public void ScheduleOnce(TimeSpan delay, Action action) => ScheduleOnce(delay, action, null);

    /// <inheritdoc/>
    public void ScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) => Add(delay, null, action, cancelable);

    /// <inheritdoc/>
    public void ScheduleOnce(TimeSpan delay, IRunnable action) => ScheduleOnce(delay, action, null);

    /// <inheritdoc/>
    public void ScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable) => Add(delay, null, action.Run, cancelable);

    /// <inheritdoc/>
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action) =>
        ScheduleRepeatedly(initialDelay, interval, action, null);

    /// <inheritdoc/>
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        Add(initialDelay, interval, action, cancelable);

    /// <inheritdoc/>
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action) =>
        ScheduleRepeatedly(initialDelay, interval, action, null);

    /// <inheritdoc/>
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable) =>
        Add(initialDelay, interval, action.Run, cancelable);

    private void Add(TimeSpan delay, TimeSpan? interval, Action work, ICancelable? cancelable)
    {
        lock (_gate)
            _tasks.Add(new VirtualTask(_now + delay, interval, work, cancelable));
    }
}
