namespace ActorBus.Actors.Dispatch;

/// <summary>Messages can be put back in front of the queue.</summary>
public interface IDequeBasedMessageQueueSemantics : ISemantics
{
    /// <summary>Puts a message before all others; only the owner calls.</summary>
    void EnqueueFirst(Envelope envelope);
}
