namespace ActorBus.Actors;

/// <summary>Does things later.</summary>
public interface IScheduler : ITellScheduler, ITimeProvider
{
    /// <summary>The part that calls code instead of sending messages.</summary>
    IAdvancedScheduler Advanced { get; }
}
