namespace ActorBus.Actors.Event;

/// <summary>A message that did not reach an actor, or that the actor did not handle.</summary>
public abstract class AllDeadLetters : IWrappedMessage
{
    /// <summary>Joins the message with whom it came from and was for.</summary>
    protected AllDeadLetters(object message, IActorRef sender, IActorRef recipient)
    {
        Message = message;
        Sender = sender;
        Recipient = recipient;
    }

    /// <summary>The message.</summary>
    public object Message { get; }

    /// <summary>Who sent it; the dead letters if nobody did.</summary>
    public IActorRef Sender { get; }

    /// <summary>Whom it was for.</summary>
    public IActorRef Recipient { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{GetType().Name} from {Sender} to {Recipient}: <{Message}>";
}
