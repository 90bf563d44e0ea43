namespace ActorBus.Actors.Dispatch;

/// <summary>The queue has a capacity and takes messages in front.</summary>
public interface IBoundedDequeBasedMessageQueueSemantics : IDequeBasedMessageQueueSemantics, IBoundedMessageQueueSemantics;
