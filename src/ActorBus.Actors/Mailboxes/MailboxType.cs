namespace ActorBus.Actors.Dispatch;

/// <summary>Makes the message queues of one kind of mailbox, as a section of the configuration describes it.</summary>
/// <remarks>A type of your own needs a constructor of (<see cref="Settings"/>, <see cref="Config"/>) and is named by <c>mailbox-type</c>.</remarks>
public abstract class MailboxType
{
    /// <summary>The settings of the actor system.</summary>
    protected readonly Settings Settings;

    /// <summary>The section of this mailbox.</summary>
    protected readonly Config Config;

    /// <summary>Creates the type from its section.</summary>
    protected MailboxType(Settings settings, Config config)
    {
        Settings = settings;
        Config = config;
    }

    /// <summary>Makes the queue of one actor.</summary>
    public abstract IMessageQueue Create(IActorRef owner, ActorSystem system);
}
