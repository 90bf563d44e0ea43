using Akka.Actor;

namespace ActorBus.Handlers;

/// <summary>The actor behind a handler: one that its routee makes and supervises, or one that is there already.</summary>
internal sealed record HandlerActor
{
    /// <summary>How it is made; null for one that is there already.</summary>
    public Func<ActorSystem, Props>? Make { get; init; }

    /// <summary>Finds one that is there already, waiting for it; null for one that is made.</summary>
    public Func<ActorSystem, CancellationToken, Task<IActorRef>>? Find { get; init; }

    /// <summary>What it is called in the log.</summary>
    public required string Name { get; init; }
}
