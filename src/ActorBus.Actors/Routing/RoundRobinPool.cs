namespace ActorBus.Actors.Routing;

/// <summary>Gives the messages to its children in turn.</summary>
public sealed class RoundRobinPool : Pool
{
    /// <summary>Creates a router with a number of routees.</summary>
    public RoundRobinPool(int nrOfInstances)
        : this(nrOfInstances, null, DefaultSupervisorStrategy, Dispatchers.DefaultDispatcherId)
    {
    }

    /// <summary>Creates a router with a number of routees that a resizer changes.</summary>
    public RoundRobinPool(int nrOfInstances, Resizer? resizer)
        : this(nrOfInstances, resizer, DefaultSupervisorStrategy, Dispatchers.DefaultDispatcherId)
    {
    }

    /// <summary>Creates a router as configured.</summary>
    public RoundRobinPool(Config config)
        : this(
            config.GetInt("nr-of-instances", 1),
            Resizer.FromConfig(config),
            DefaultSupervisorStrategy,
            Dispatchers.DefaultDispatcherId,
            config.HasPath("pool-dispatcher"))
    {
    }

    /// <summary>Creates a router with all there is to choose.</summary>
    public RoundRobinPool(
        int nrOfInstances, Resizer? resizer, SupervisorStrategy supervisorStrategy, string routerDispatcher, bool usePoolDispatcher = false)
        : base(nrOfInstances, resizer, supervisorStrategy, routerDispatcher, usePoolDispatcher)
    {
    }

    /// <inheritdoc/>
    public override Router CreateRouter(ActorSystem system) => new(new RoundRobinRoutingLogic());

    /// <summary>The same router with a strategy for its routees.</summary>
    public RoundRobinPool WithSupervisorStrategy(SupervisorStrategy strategy) => new(NrOfInstances, Resizer, strategy, RouterDispatcher, UsePoolDispatcher);

    /// <summary>The same router with a resizer.</summary>
    public RoundRobinPool WithResizer(Resizer resizer) => new(NrOfInstances, resizer, SupervisorStrategy, RouterDispatcher, UsePoolDispatcher);

    /// <summary>The same router on a configured dispatcher.</summary>
    public RoundRobinPool WithDispatcher(string dispatcher) => new(NrOfInstances, Resizer, SupervisorStrategy, dispatcher, UsePoolDispatcher);
}
