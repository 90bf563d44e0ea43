namespace ActorBus.Actors;

/// <summary>What extensions may use of an actor system.</summary>
public abstract class ExtendedActorSystem : ActorSystem
{
    /// <summary>The supervisor of the top-level actors.</summary>
    public abstract IInternalActorRef Guardian { get; }

    /// <summary>The supervisor of the system's own actors.</summary>
    public abstract IInternalActorRef SystemGuardian { get; }

    /// <summary>The root of the tree.</summary>
    public abstract IInternalActorRef LookupRoot { get; }

    /// <summary>Creates an actor of the system's own, which stops after all top-level ones.</summary>
    public abstract IActorRef SystemActorOf(Props props, string? name = null);

    /// <summary>Creates an actor of the system's own by its parameterless constructor.</summary>
    public abstract IActorRef SystemActorOf<TActor>(string? name = null)
        where TActor : ActorBase, new();

    /// <summary>The tree of actors as text, one line each.</summary>
    public abstract string PrintTree();

    /// <summary>Stops all actors at once, without the phases of coordinated shutdown.</summary>
    internal abstract Task FinalTerminate();
}
