namespace ActorBus.Actors.Routing;

/// <summary>Gives the messages to actors in turn.</summary>
public sealed class RoundRobinGroup : Group
{
    /// <summary>Creates a router for the actors at these paths.</summary>
    public RoundRobinGroup(params string[] paths)
        : this(paths, Dispatchers.DefaultDispatcherId)
    {
    }

    /// <summary>Creates a router as configured.</summary>
    public RoundRobinGroup(Config config)
        : this(config.GetStringList("routees.paths"), Dispatchers.DefaultDispatcherId)
    {
    }

    /// <summary>Creates a router for the actors at these paths.</summary>
    public RoundRobinGroup(IEnumerable<string> paths)
        : this(paths, Dispatchers.DefaultDispatcherId)
    {
    }

    /// <summary>Creates a router for the actors at these paths, on a configured dispatcher.</summary>
    public RoundRobinGroup(IEnumerable<string> paths, string routerDispatcher)
        : base(paths, routerDispatcher)
    {
    }

    /// <inheritdoc/>
    public override Router CreateRouter(ActorSystem system) => new(new RoundRobinRoutingLogic());

    /// <summary>The same router on a configured dispatcher.</summary>
    public Group WithDispatcher(string dispatcher) => new RoundRobinGroup(InternalPaths, dispatcher);
}
