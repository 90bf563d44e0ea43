namespace ActorBus.Actors.Refs;

/// <summary>Where messages go that nobody can receive: each is published to the event stream as a dead letter.</summary>
internal sealed class DeadLettersRef(LocalActorSystem system, ActorPath path) : MinimalActorRef
{
    public override ActorPath Path => path;

    public override bool IsTerminated => true;

    internal override LocalActorSystem Home => system;

    public override void Tell(object message, IActorRef? sender)
    {
        if (message is null)
            throw NullMessage();
        if (message is AllDeadLetters letter)
            Publish(letter.Message, letter.Sender, letter.Recipient, letter);
        else
            Publish(message, sender, this, null);
    }

    /// <summary>Reports a message that its recipient could not take.</summary>
    /// <remarks>
    /// Not a dead letter: its recipient was a subscriber that has stopped, and would get that one too, and so on for as long as it is subscribed.
    /// </remarks>
    public void Undeliverable(object message, IActorRef? sender, IActorRef recipient)
    {
        if (message is not AllDeadLetters) Publish(message, sender, recipient, null);
    }

    internal override void SendSystemMessage(SystemMessage message) => message.Bounce();

    /// <summary>Nobody lives on behind a reference that somebody had; a path that none has has no actor at all.</summary>
    private static Nobody? Subject(IActorRef recipient) => recipient is EmptyLocalActorRef ? null : Nobody.Instance;

    /// <summary>Akka.NET tells of a message of no interest, and of one for a selection, by a path only where no actor ever was.</summary>
    private IActorRef Addressee(IActorRef recipient) => recipient is EmptyLocalActorRef ? recipient : this;

    private IActorRef Known(IActorRef? sender) => sender is null or Nobody ? this : sender;

    private void Publish(object message, IActorRef? sender, IActorRef recipient, AllDeadLetters? letter)
    {
        switch (message)
        {
            case Identify question:
                sender?.Tell(new ActorIdentity(question.MessageId, Subject(recipient)), this);
                break;
            case ActorSelectionMessage { Message: Identify question } selection:
                if (!selection.WildCardFanOut)
                    sender?.Tell(new ActorIdentity(question.MessageId, Subject(recipient)), this);
                break;
            case ActorSelectionMessage selection:
                Publish(selection.Message, sender, Addressee(recipient), null);
                break;
            case IDeadLetterSuppression suppressed:
                system.EventStream.Publish(new SuppressedDeadLetter(suppressed, Known(sender), Addressee(recipient)));
                break;
            default:
                system.EventStream.Publish(letter ?? new DeadLetter(message, Known(sender), recipient));
                break;
        }
    }
}
