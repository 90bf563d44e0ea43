namespace ActorBus.Actors.Dispatch;

/// <summary>A mailbox with a capacity for actors with a stash; unstashed messages do not count.</summary>
public class BoundedDequeBasedMailbox : MailboxType, IProducesMessageQueue<BoundedMessageQueue>
{
    /// <summary>Creates the type from its section.</summary>
    public BoundedDequeBasedMailbox(Settings settings, Config config)
        : base(settings, config)
    {
        Capacity = config.GetInt("mailbox-capacity");
        PushTimeout = config.GetTimeSpan("mailbox-push-timeout-time");
    }

    /// <summary>How many messages it takes.</summary>
    public int Capacity { get; }

    /// <summary>How long a sender waits for room.</summary>
    public TimeSpan PushTimeout { get; }

    /// <inheritdoc/>
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new BoundedMessageQueue(Capacity, PushTimeout);
}
