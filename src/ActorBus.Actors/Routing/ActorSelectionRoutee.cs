namespace ActorBus.Actors.Routing;

/// <summary>A routee that is a selection of actors.</summary>
public class ActorSelectionRoutee : Routee
{
    /// <summary>Creates a routee.</summary>
    public ActorSelectionRoutee(ActorSelection actor) => Selection = actor;

    /// <summary>The selection.</summary>
    public ActorSelection Selection { get; }

    /// <inheritdoc/>
    public override Task<object> Ask(object message, TimeSpan? timeout) => Selection.Ask(message, timeout);

    /// <inheritdoc/>
    public override void Send(object message, IActorRef? sender) => Selection.Tell(message, sender);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ActorSelectionRoutee other && Selection.Equals(other.Selection);

    /// <inheritdoc/>
    public override int GetHashCode() => Selection.GetHashCode();
}
