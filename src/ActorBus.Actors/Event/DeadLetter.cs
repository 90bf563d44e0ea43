namespace ActorBus.Actors.Event;

/// <summary>A message whose recipient has stopped or never was; published to the event stream.</summary>
public sealed class DeadLetter : AllDeadLetters
{
    /// <summary>Creates the event.</summary>
    /// <exception cref="ArgumentNullException">Sender or recipient is missing.</exception>
    public DeadLetter(object message, IActorRef sender, IActorRef recipient)
        : base(message, sender, recipient)
    {
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(recipient);
    }
}
