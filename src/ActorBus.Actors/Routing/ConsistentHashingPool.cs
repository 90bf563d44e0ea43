namespace ActorBus.Actors.Routing;

/// <summary>Gives messages of one key to one of its children.</summary>
public sealed class ConsistentHashingPool : Pool
{
    private readonly ConsistentHashMapping? _hashMapping;

    /// <summary>Creates a router for messages that name their key.</summary>
    public ConsistentHashingPool(int nrOfInstances)
        : this(nrOfInstances, null, DefaultSupervisorStrategy, Dispatchers.DefaultDispatcherId)
    {
    }

    /// <summary>Creates a router with a mapping from messages to keys.</summary>
    public ConsistentHashingPool(int nrOfInstances, ConsistentHashMapping hashMapping)
        : this(nrOfInstances, null, DefaultSupervisorStrategy, Dispatchers.DefaultDispatcherId, hashMapping: hashMapping)
    {
    }

    /// <summary>Creates a router as configured.</summary>
    public ConsistentHashingPool(Config config)
        : this(
            config.GetInt("nr-of-instances", 1),
            Resizer.FromConfig(config),
            DefaultSupervisorStrategy,
            Dispatchers.DefaultDispatcherId,
            config.HasPath("pool-dispatcher"),
            config.GetInt("virtual-nodes-factor"))
    {
    }

    /// <summary>Creates a router with all there is to choose.</summary>
    public ConsistentHashingPool(
        int nrOfInstances, Resizer? resizer, SupervisorStrategy supervisorStrategy, string routerDispatcher, bool usePoolDispatcher = false, int virtualNodesFactor = 0, ConsistentHashMapping? hashMapping = null)
        : base(nrOfInstances, resizer, supervisorStrategy, routerDispatcher, usePoolDispatcher)
    {
        VirtualNodesFactor = virtualNodesFactor;
        _hashMapping = hashMapping;
    }

    /// <summary>How many places on the ring each routee has; 0 for the configured number.</summary>
    public int VirtualNodesFactor { get; }

    /// <inheritdoc/>
    public override Router CreateRouter(ActorSystem system) => new(new ConsistentHashingRoutingLogic(system, VirtualNodesFactor, _hashMapping));

    /// <inheritdoc/>
    /// <remarks>The mapping is code, so it comes from the other pool if this one was configured.</remarks>
    public override RouterConfig WithFallback(RouterConfig routerConfig) => base.WithFallback(routerConfig) is var merged
        && _hashMapping is null && routerConfig is ConsistentHashingPool { _hashMapping: { } mapping }
            ? ((ConsistentHashingPool)merged).WithHashMapping(mapping)
            : merged;

    /// <summary>The same router with a mapping from messages to keys.</summary>
    public ConsistentHashingPool WithHashMapping(ConsistentHashMapping mapping) =>
        new(NrOfInstances, Resizer, SupervisorStrategy, RouterDispatcher, UsePoolDispatcher, VirtualNodesFactor, mapping);

    /// <summary>The same router with another number of places on the ring.</summary>
    public ConsistentHashingPool WithVirtualNodesFactor(int vnodes) =>
        new(NrOfInstances, Resizer, SupervisorStrategy, RouterDispatcher, UsePoolDispatcher, vnodes, _hashMapping);

    /// <summary>The same router with a strategy for its routees.</summary>
    public ConsistentHashingPool WithSupervisorStrategy(SupervisorStrategy strategy) =>
        new(NrOfInstances, Resizer, strategy, RouterDispatcher, UsePoolDispatcher, VirtualNodesFactor, _hashMapping);

    /// <summary>The same router with a resizer.</summary>
    public ConsistentHashingPool WithResizer(Resizer resizer) =>
        new(NrOfInstances, resizer, SupervisorStrategy, RouterDispatcher, UsePoolDispatcher, VirtualNodesFactor, _hashMapping);

    /// <summary>The same router on a configured dispatcher.</summary>
    public ConsistentHashingPool WithDispatcher(string dispatcher) =>
        new(NrOfInstances, Resizer, SupervisorStrategy, dispatcher, UsePoolDispatcher, VirtualNodesFactor, _hashMapping);
}
