namespace ActorBus.Actors.Routing;

/// <summary>A router whose routees are its children, made from the props it wraps.</summary>
public abstract class Pool : RouterConfig, IEquatable<Pool>
{
    private SupervisorStrategy _supervisorStrategy;
    private Resizer? _resizer;

    /// <summary>Creates a configuration.</summary>
    protected Pool(int nrOfInstances, Resizer? resizer, SupervisorStrategy? supervisorStrategy, string routerDispatcher, bool usePoolDispatcher)
        : base(routerDispatcher)
    {
        NrOfInstances = nrOfInstances;
        _resizer = resizer;
        _supervisorStrategy = supervisorStrategy ?? DefaultSupervisorStrategy;
        UsePoolDispatcher = usePoolDispatcher;
    }

    /// <summary>Escalates, so that the router's supervisor decides: a restart of the router restarts all routees.</summary>
    public static SupervisorStrategy DefaultSupervisorStrategy { get; } = new OneForOneStrategy(Decider.From(Directive.Escalate));

    /// <summary>How many routees there are at the start.</summary>
    public int NrOfInstances { get; }

    /// <summary>Changes the number of routees with the load, or null.</summary>
    public virtual Resizer? Resizer => _resizer;

    /// <summary>How the router supervises its routees.</summary>
    public virtual SupervisorStrategy SupervisorStrategy => _supervisorStrategy;

    /// <summary>True when the routees run on the dispatcher configured as <c>pool-dispatcher</c>.</summary>
    public virtual bool UsePoolDispatcher { get; }

    /// <inheritdoc/>
    /// <remarks>A strategy or a resizer that is not given is taken from the other pool.</remarks>
    public override RouterConfig WithFallback(RouterConfig routerConfig)
    {
        if (routerConfig is not Pool other)
            return this;
        var merged = (Pool)MemberwiseClone();
        if (ReferenceEquals(SupervisorStrategy, DefaultSupervisorStrategy))
            merged._supervisorStrategy = other.SupervisorStrategy;
        merged._resizer ??= other.Resizer;
        return merged;
    }

    /// <inheritdoc/>
    public override bool StopRouterWhenAllRouteesRemoved => Resizer is null;

    /// <summary>How many routees there are at the start.</summary>
    public virtual int GetNrOfInstances(ActorSystem system) => NrOfInstances;

    /// <summary>Props of the router with routees of these props.</summary>
    public Props Props(Props routeeProps) => routeeProps.WithRouter(this);

    /// <inheritdoc/>
    public override ActorBase CreateRouterActor() => new RouterPoolActor(SupervisorStrategy);

    /// <inheritdoc/>
    public bool Equals(Pool? other) => other is not null && base.Equals(other) && NrOfInstances == other.NrOfInstances
        && Equals(Resizer, other.Resizer) && UsePoolDispatcher == other.UsePoolDispatcher;

    /// <inheritdoc/>
    public override bool Equals(RouterConfig? other) => Equals(other as Pool);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Pool);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), NrOfInstances);
}
