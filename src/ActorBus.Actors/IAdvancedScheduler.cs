namespace ActorBus.Actors;

/// <summary>The part of a scheduler that calls code instead of sending messages.</summary>
public interface IAdvancedScheduler : IActionScheduler;
