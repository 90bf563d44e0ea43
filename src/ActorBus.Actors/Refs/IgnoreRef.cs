namespace ActorBus.Actors.Refs;

/// <summary>Swallows messages; the sender to name when an answer is of no interest.</summary>
internal sealed class IgnoreRef(LocalActorSystem system, ActorPath path) : MinimalActorRef
{
    public override ActorPath Path => path;

    internal override LocalActorSystem Home => system;
}
