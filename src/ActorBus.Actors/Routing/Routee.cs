namespace ActorBus.Actors.Routing;

/// <summary>One of those a router sends to.</summary>
public class Routee
{
    /// <summary>Stands for there being none.</summary>
    public static readonly Routee NoRoutee = new();

    /// <summary>A routee that is an actor.</summary>
    public static Routee FromActorRef(IActorRef actorRef) => new ActorRefRoutee(actorRef);

    /// <summary>Asks a question; null when there is nobody to ask.</summary>
    public virtual Task<object>? Ask(object message, TimeSpan? timeout) => null;

    /// <summary>Sends a message.</summary>
    public virtual void Send(object message, IActorRef? sender)
    {
    }
}
