namespace ActorBus.Actors.Routing;

/// <summary>A routee that is an actor.</summary>
public class ActorRefRoutee : Routee
{
    /// <summary>Creates a routee.</summary>
    public ActorRefRoutee(IActorRef actor) => Actor = actor;

    /// <summary>The actor.</summary>
    public IActorRef Actor { get; }

    /// <inheritdoc/>
    public override Task<object> Ask(object message, TimeSpan? timeout) => Actor.Ask(message, timeout);

    /// <inheritdoc/>
    public override void Send(object message, IActorRef? sender) => Actor.Tell(message, sender);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ActorRefRoutee other && Actor.Equals(other.Actor);

    /// <inheritdoc/>
    public override int GetHashCode() => Actor.GetHashCode();
}
