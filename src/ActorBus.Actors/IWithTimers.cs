namespace ActorBus.Actors;

/// <summary>An actor that is given timers of its own.</summary>
public interface IWithTimers
{
    /// <summary>The timers; set by the runtime before the constructor runs.</summary>
    ITimerScheduler Timers { get; set; }
}
