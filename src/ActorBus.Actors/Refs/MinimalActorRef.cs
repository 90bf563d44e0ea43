namespace ActorBus.Actors;

/// <summary>A reference without an actor behind it; ignores what it does not override.</summary>
public abstract class MinimalActorRef : InternalActorRefBase
{
    private protected MinimalActorRef()
    {
    }

    /// <inheritdoc/>
    public override bool IsTerminated => false;

    internal override InternalActorRefBase Supervisor => Nobody.Instance;

    /// <inheritdoc/>
    public override void Tell(object message, IActorRef? sender)
    {
    }

    internal override void SendSystemMessage(SystemMessage message)
    {
    }
}
