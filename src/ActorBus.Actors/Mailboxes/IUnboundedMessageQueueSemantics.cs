namespace ActorBus.Actors.Dispatch;

/// <summary>The queue takes any number of messages.</summary>
public interface IUnboundedMessageQueueSemantics : ISemantics;
