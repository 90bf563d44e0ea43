namespace ActorBus.Actors.Routing;

/// <summary>Gives every message to all of some actors.</summary>
public sealed class BroadcastGroup : Group
{
    /// <summary>Creates a router for the actors at these paths.</summary>
    public BroadcastGroup(params string[] paths)
        : this(paths, Dispatchers.DefaultDispatcherId)
    {
    }

    /// <summary>Creates a router as configured.</summary>
    public BroadcastGroup(Config config)
        : this(config.GetStringList("routees.paths"), Dispatchers.DefaultDispatcherId)
    {
    }

    /// <summary>Creates a router for the actors at these paths.</summary>
    public BroadcastGroup(IEnumerable<string> paths)
        : this(paths, Dispatchers.DefaultDispatcherId)
    {
    }

    /// <summary>Creates a router for the actors at these paths, on a configured dispatcher.</summary>
    public BroadcastGroup(IEnumerable<string> paths, string routerDispatcher)
        : base(paths, routerDispatcher)
    {
    }

    /// <inheritdoc/>
    public override Router CreateRouter(ActorSystem system) => new(new BroadcastRoutingLogic());

    /// <summary>The same router on a configured dispatcher.</summary>
    public Group WithDispatcher(string dispatcher) => new BroadcastGroup(InternalPaths, dispatcher);
}
