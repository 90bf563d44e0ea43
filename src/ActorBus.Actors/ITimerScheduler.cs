namespace ActorBus.Actors;

/// <summary>Sends an actor messages later, by a key each; starting a timer replaces the one of the same key.</summary>
/// <remarks>
/// Belongs to one incarnation: a restart and a stop cancel all timers. A message of a timer that was cancelled or replaced is never
/// processed, even if it lay in the mailbox already. Used by the actor only.
/// </remarks>
public interface ITimerScheduler
{
    /// <summary>The keys of the timers that run.</summary>
    IReadOnlyCollection<object> ActiveTimers { get; }

    /// <summary>Sends the message once.</summary>
    void StartSingleTimer(object key, object msg, TimeSpan timeout);

    /// <summary>Sends the message once, from a sender.</summary>
    void StartSingleTimer(object key, object msg, TimeSpan timeout, IActorRef? sender);

    /// <summary>Sends the message after each interval.</summary>
    void StartPeriodicTimer(object key, object msg, TimeSpan interval);

    /// <summary>Sends the message after each interval, from a sender.</summary>
    void StartPeriodicTimer(object key, object msg, TimeSpan interval, IActorRef? sender);

    /// <summary>Sends the message after a delay and then after each interval.</summary>
    void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval);

    /// <summary>Sends the message after a delay and then after each interval, from a sender.</summary>
    void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval, IActorRef? sender);

    /// <summary>True while the timer of this key runs.</summary>
    bool IsTimerActive(object key);

    /// <summary>Cancels the timer of a key.</summary>
    void Cancel(object key);

    /// <summary>Cancels all timers.</summary>
    void CancelAll();
}
