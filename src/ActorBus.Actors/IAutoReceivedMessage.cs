namespace ActorBus.Actors;

/// <summary>Marks the messages that the runtime handles before an actor sees them.</summary>
public interface IAutoReceivedMessage;
