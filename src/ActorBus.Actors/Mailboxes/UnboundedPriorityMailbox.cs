namespace ActorBus.Actors.Dispatch;

/// <summary>A mailbox that gives the message of the lowest number first. Derive, say what the numbers are and name the class in a mailbox section.</summary>
public abstract class UnboundedPriorityMailbox : MailboxType, IProducesMessageQueue<UnboundedPriorityMessageQueue>
{
    /// <summary>For how many messages room is made at once.</summary>
    public const int DefaultCapacity = 11;

    /// <summary>Creates the type from its section.</summary>
    protected UnboundedPriorityMailbox(Settings settings, Config config)
        : base(settings, config)
    {
    }

    /// <summary>For how many messages room is made at once.</summary>
    public int InitialCapacity => DefaultCapacity;

    /// <summary>The number of a message: the lower, the sooner. Called on senders' threads.</summary>
    protected abstract int PriorityGenerator(object message);

    /// <inheritdoc/>
    public sealed override IMessageQueue Create(IActorRef owner, ActorSystem system) =>
        new UnboundedPriorityMessageQueue(PriorityGenerator, InitialCapacity);
}
