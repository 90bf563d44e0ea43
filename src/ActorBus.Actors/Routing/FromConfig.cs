namespace ActorBus.Actors.Routing;

/// <summary>Says that an actor is the router which <c>akka.actor.deployment</c> describes for its path.</summary>
public class FromConfig : Pool
{
    private FromConfig()
        : base(0, null, DefaultSupervisorStrategy, Dispatchers.DefaultDispatcherId, false)
    {
    }

    /// <summary>The one instance.</summary>
    public static FromConfig Instance { get; } = new();

    /// <inheritdoc/>
    public override Router CreateRouter(ActorSystem system) => throw new ConfigurationException(
        "A router is to be taken from the configuration, which has none for its path; add 'akka.actor.deployment { /its/path { router = round-robin-pool } }'.");

    /// <summary>Props of a router of actors made by others.</summary>
    public Props Props() => Actors.Props.Empty.WithRouter(this);
}
