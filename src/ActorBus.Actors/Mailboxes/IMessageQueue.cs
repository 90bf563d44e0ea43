namespace ActorBus.Actors.Dispatch.MessageQueues;

/// <summary>Where a mailbox keeps user messages: any number of senders, one receiver.</summary>
public interface IMessageQueue
{
    /// <summary>True when there is something to take; may be wrong for a moment while others send.</summary>
    bool HasMessages { get; }

    /// <summary>How many messages wait; an estimate while others send.</summary>
    int Count { get; }

    /// <summary>Adds a message; any thread may call.</summary>
    void Enqueue(IActorRef receiver, Envelope envelope);

    /// <summary>Takes the next message; only the owner calls.</summary>
    bool TryDequeue(out Envelope envelope);

    /// <summary>Moves what is left to another queue.</summary>
    void CleanUp(IActorRef owner, IMessageQueue deadletters);
}
