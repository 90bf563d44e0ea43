namespace ActorBus.Actors;

/// <summary>Calls delegates later, on the scheduler's thread, so they have to be short. An actor uses timers or messages instead, which run in its context.</summary>
public interface IActionScheduler : IRunnableScheduler
{
    /// <summary>Calls the delegate after a delay.</summary>
    void ScheduleOnce(TimeSpan delay, Action action);

    /// <summary>Calls the delegate after a delay unless cancelled.</summary>
    void ScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable);

    /// <summary>Calls the delegate after a delay and then after each interval.</summary>
    void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action);

    /// <summary>Calls the delegate after a delay and then after each interval until cancelled.</summary>
    void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable);
}
