namespace ActorBus.Actors.Event;

/// <summary>A message that was given up on purpose, such as by a full mailbox.</summary>
public sealed class Dropped : AllDeadLetters
{
    /// <summary>Creates the event.</summary>
    public Dropped(object message, string reason, IActorRef sender, IActorRef recipient)
        : base(message, sender, recipient) => Reason = reason;

    /// <summary>Creates the event for a message without a sender.</summary>
    public Dropped(object message, string reason, IActorRef recipient)
        : this(message, reason, ActorRefs.NoSender!, recipient)
    {
    }

    /// <summary>Why the message was given up.</summary>
    public string Reason { get; }
}
