namespace ActorBus.Actors;

/// <summary>A handle of one incarnation of an actor, valid on every thread and after the actor has stopped.</summary>
public interface IActorRef : ICanTell, IEquatable<IActorRef>, IComparable<IActorRef>, IComparable
{
    /// <summary>The actor's place in the tree.</summary>
    ActorPath Path { get; }
}
