namespace ActorBus.Actors.Routing;

/// <summary>Gives messages of one key to one of some actors.</summary>
public sealed class ConsistentHashingGroup : Group
{
    private readonly ConsistentHashMapping? _hashMapping;

    /// <summary>Creates a router for the actors at these paths.</summary>
    public ConsistentHashingGroup(params string[] paths)
        : this(paths, 0, null, Dispatchers.DefaultDispatcherId)
    {
    }

    /// <summary>Creates a router for the actors at these paths.</summary>
    public ConsistentHashingGroup(IEnumerable<string> paths)
        : this(paths, 0, null, Dispatchers.DefaultDispatcherId)
    {
    }

    /// <summary>Creates a router with a mapping from messages to keys.</summary>
    public ConsistentHashingGroup(IEnumerable<string> paths, ConsistentHashMapping hashMapping)
        : this(paths, 0, hashMapping, Dispatchers.DefaultDispatcherId)
    {
    }

    /// <summary>Creates a router as configured.</summary>
    public ConsistentHashingGroup(Config config)
        : this(config.GetStringList("routees.paths"), config.GetInt("virtual-nodes-factor"), null, Dispatchers.DefaultDispatcherId)
    {
    }

    /// <summary>Creates a router with all there is to choose.</summary>
    public ConsistentHashingGroup(IEnumerable<string> paths, int virtualNodesFactor, ConsistentHashMapping? hashMapping, string routerDispatcher)
        : base(paths, routerDispatcher)
    {
        VirtualNodesFactor = virtualNodesFactor;
        _hashMapping = hashMapping;
    }

    /// <summary>How many places on the ring each routee has; 0 for the configured number.</summary>
    public int VirtualNodesFactor { get; }

    /// <inheritdoc/>
    public override Router CreateRouter(ActorSystem system) => new(new ConsistentHashingRoutingLogic(system, VirtualNodesFactor, _hashMapping));

    /// <inheritdoc/>
    /// <remarks>The mapping is code, so it comes from the other group if this one was configured.</remarks>
    public override RouterConfig WithFallback(RouterConfig routerConfig) =>
        _hashMapping is null && routerConfig is ConsistentHashingGroup { _hashMapping: { } mapping } ? WithHashMapping(mapping) : this;

    /// <summary>The same router with a mapping from messages to keys.</summary>
    public ConsistentHashingGroup WithHashMapping(ConsistentHashMapping mapping) => new(InternalPaths, VirtualNodesFactor, mapping, RouterDispatcher);

    /// <summary>The same router with another number of places on the ring.</summary>
    public ConsistentHashingGroup WithVirtualNodesFactor(int vnodes) => new(InternalPaths, vnodes, _hashMapping, RouterDispatcher);

    /// <summary>The same router on a configured dispatcher.</summary>
    public ConsistentHashingGroup WithDispatcher(string dispatcher) => new(InternalPaths, VirtualNodesFactor, _hashMapping, dispatcher);
}
