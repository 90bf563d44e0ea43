namespace ActorBus.Actors;

/// <summary>An actor watched another one and did not handle its <see cref="Terminated"/>.</summary>
public class DeathPactException : AkkaException
{
    /// <summary>Creates the exception for the actor that stopped.</summary>
    public DeathPactException(IActorRef deadActor)
        : base($"The watched actor '{deadActor.Path}' has stopped and Terminated was not handled; handle it or do not watch the actor.") =>
        DeadActor = deadActor;

    /// <summary>The actor that stopped.</summary>
    public IActorRef DeadActor { get; }
}
