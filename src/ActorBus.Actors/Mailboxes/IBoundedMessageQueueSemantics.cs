namespace ActorBus.Actors.Dispatch;

/// <summary>The queue has a capacity.</summary>
public interface IBoundedMessageQueueSemantics : ISemantics
{
    /// <summary>How long a sender waits for room before the message becomes a dead letter.</summary>
    TimeSpan PushTimeOut { get; }
}
