namespace ActorBus.Actors;

/// <summary>Does pieces of work later, on the scheduler's thread, so they have to be short.</summary>
public interface IRunnableScheduler
{
    /// <summary>Does the work after a delay.</summary>
    void ScheduleOnce(TimeSpan delay, IRunnable action);

    /// <summary>Does the work after a delay unless cancelled.</summary>
    void ScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable);

    /// <summary>Does the work after a delay and then after each interval.</summary>
    void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action);

    /// <summary>Does the work after a delay and then after each interval until cancelled.</summary>
    void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable);
}
