namespace ActorBus.Actors.Refs;

/// <summary>A path that no actor lives at; what is sent there becomes a dead letter.</summary>
internal sealed class EmptyLocalActorRef(LocalActorSystem system, ActorPath path) : MinimalActorRef
{
    public override ActorPath Path => path;

    public override bool IsTerminated => true;

    internal override LocalActorSystem Home => system;

    public override void Tell(object message, IActorRef? sender)
    {
        if (message is null)
            throw NullMessage();
        system.DeadLetterOffice.Undeliverable(message, sender, this);
    }

    internal override void SendSystemMessage(SystemMessage message) => message.Bounce();
}
