namespace ActorBus.Actors.Event;

/// <summary>A dead letter that is of no interest, because its message says so by <see cref="IDeadLetterSuppression"/>.</summary>
public sealed class SuppressedDeadLetter : AllDeadLetters
{
    /// <summary>Creates the event.</summary>
    /// <exception cref="ArgumentNullException">Sender or recipient is missing.</exception>
    public SuppressedDeadLetter(IDeadLetterSuppression message, IActorRef sender, IActorRef recipient)
        : base(message, sender, recipient)
    {
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(recipient);
    }
}
