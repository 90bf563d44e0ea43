namespace ActorBus.Actors.Dispatch;

/// <summary>The queue takes any number of messages, also in front.</summary>
public interface IUnboundedDequeBasedMessageQueueSemantics : IDequeBasedMessageQueueSemantics, IUnboundedMessageQueueSemantics;
