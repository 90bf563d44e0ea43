namespace ActorBus.Actors.Routing;

/// <summary>Gives each message to one of some actors by chance.</summary>
public sealed class RandomGroup : Group
{
    /// <summary>Creates a router for the actors at these paths.</summary>
    public RandomGroup(params string[] paths)
        : this(paths, Dispatchers.DefaultDispatcherId)
    {
    }

    /// <summary>Creates a router as configured.</summary>
    public RandomGroup(Config config)
        : this(config.GetStringList("routees.paths"), Dispatchers.DefaultDispatcherId)
    {
    }

    /// <summary>Creates a router for the actors at these paths.</summary>
    public RandomGroup(IEnumerable<string> paths)
        : this(paths, Dispatchers.DefaultDispatcherId)
    {
    }

    /// <summary>Creates a router for the actors at these paths, on a configured dispatcher.</summary>
    public RandomGroup(IEnumerable<string> paths, string routerDispatcher)
        : base(paths, routerDispatcher)
    {
    }

    /// <inheritdoc/>
    public override Router CreateRouter(ActorSystem system) => new(new RandomLogic());

    /// <summary>The same router on a configured dispatcher.</summary>
    public RandomGroup WithDispatcher(string dispatcher) => new(InternalPaths, dispatcher);
}
