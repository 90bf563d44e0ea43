namespace ActorBus.Actors;

/// <summary>Makes the instances of an actor in a way of its own, such as from a container.</summary>
public interface IIndirectActorProducer
{
    /// <summary>The class of the actors made.</summary>
    Type ActorType { get; }

    /// <summary>Makes a fresh instance; called at the start and at each restart, on the actor's thread.</summary>
    ActorBase Produce();

    /// <summary>Takes back an instance that has stopped or been replaced.</summary>
    void Release(ActorBase actor);
}
