namespace ActorBus.Actors.Refs;

/// <summary>The reference of an ordinary actor: puts messages straight into its mailbox.</summary>
internal sealed class LocalActorRef : CellRef
{
    private readonly Mailbox _mailbox;

    public LocalActorRef(LocalActorSystem system, Props props, InternalActorRefBase supervisor, ActorPath path)
        : base(system, props, supervisor, path) => _mailbox = Cell.Mailbox;

    public override void Tell(object message, IActorRef? sender)
    {
        if (message is null)
            throw NullMessage();
        _mailbox.Enqueue(message, sender);
    }
}
