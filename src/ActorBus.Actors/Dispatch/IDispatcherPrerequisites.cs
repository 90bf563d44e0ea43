namespace ActorBus.Actors.Dispatch;

/// <summary>What a dispatcher of one's own can have from its actor system.</summary>
public interface IDispatcherPrerequisites
{
    /// <summary>The event stream of the system.</summary>
    EventStream EventStream { get; }

    /// <summary>The scheduler of the system.</summary>
    IScheduler Scheduler { get; }

    /// <summary>The settings of the system.</summary>
    Settings Settings { get; }
}
