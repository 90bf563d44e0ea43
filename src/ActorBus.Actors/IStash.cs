namespace ActorBus.Actors;

/// <summary>Keeps messages that an actor cannot process yet.</summary>
/// <remarks>Belongs to one incarnation. What it holds at a restart goes back to the mailbox, at a stop to the dead letters.</remarks>
public interface IStash
{
    /// <summary>How many messages fit; -1 for no limit.</summary>
    int Capacity { get; }

    /// <summary>How many messages are kept.</summary>
    int Count { get; }

    /// <summary>True when nothing is kept.</summary>
    bool IsEmpty { get; }

    /// <summary>True when something is kept.</summary>
    bool NonEmpty { get; }

    /// <summary>True when another message would not fit.</summary>
    bool IsFull { get; }

    /// <summary>Keeps the current message.</summary>
    /// <exception cref="StashOverflowException">The stash is full.</exception>
    /// <exception cref="IllegalActorStateException">The message is kept already.</exception>
    void Stash();

    /// <summary>Puts the oldest message back in front of the mailbox.</summary>
    void Unstash();

    /// <summary>Puts all messages back in front of the mailbox, in the order they came.</summary>
    void UnstashAll();

    /// <summary>Puts the messages that the predicate accepts back in front of the mailbox and drops the others.</summary>
    void UnstashAll(Func<Envelope, bool> predicate);

    /// <summary>Takes all messages out.</summary>
    IEnumerable<Envelope> ClearStash();

    /// <summary>Adds messages before those that are kept.</summary>
    void Prepend(IEnumerable<Envelope> envelopes);
}
