namespace ActorBus.Actors.Routing;

/// <summary>Says that an actor is the router which <c>akka.actor.deployment</c> describes for its path.</summary>
public class FromConfig : Pool
{
    private FromConfig()
        : this(null, DefaultSupervisorStrategy, Dispatchers.DefaultDispatcherId)
    {
    }

    /// <summary>Says what to take where the configuration is silent.</summary>
    public FromConfig(Resizer? resizer, SupervisorStrategy? supervisorStrategy, string routerDispatcher)
        : base(0, resizer, supervisorStrategy, routerDispatcher, false)
    {
    }

    /// <summary>The one instance.</summary>
    public static FromConfig Instance { get; } = new();

    /// <inheritdoc/>
    public override Router CreateRouter(ActorSystem system) => throw new ConfigurationException(
        "A router is to be taken from the configuration, which has none for its path; add 'akka.actor.deployment { /its/path { router = round-robin-pool } }'.");

    /// <summary>The same with a strategy for the routees.</summary>
    public FromConfig WithSupervisorStrategy(SupervisorStrategy strategy) => new(Resizer, strategy, RouterDispatcher);

    /// <summary>The same with a resizer, unless the configuration has one.</summary>
    public FromConfig WithResizer(Resizer resizer) => new(resizer, SupervisorStrategy, RouterDispatcher);

    /// <summary>The same on a configured dispatcher.</summary>
    public FromConfig WithDispatcher(string dispatcherId) => new(Resizer, SupervisorStrategy, dispatcherId);

    /// <summary>Props of a router of actors made by others.</summary>
    public Props Props() => Actors.Props.Empty.WithRouter(this);
}
