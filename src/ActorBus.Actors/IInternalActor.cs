namespace ActorBus.Actors;

/// <summary>Gives the runtime the context of an actor.</summary>
public interface IInternalActor
{
    /// <summary>The context of the actor.</summary>
    IActorContext ActorContext { get; }
}
