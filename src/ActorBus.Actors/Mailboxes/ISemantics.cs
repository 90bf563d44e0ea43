namespace ActorBus.Actors.Dispatch;

/// <summary>A property of a message queue that an actor can require.</summary>
public interface ISemantics;
