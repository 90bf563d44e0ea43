namespace ActorBus.Actors.Routing;

/// <summary>How a router is made: its logic, its routees and the actor that manages them.</summary>
public abstract class RouterConfig : IEquatable<RouterConfig>
{
    /// <summary>Creates a configuration on the default dispatcher.</summary>
    protected RouterConfig()
        : this(Dispatchers.DefaultDispatcherId)
    {
    }

    /// <summary>Creates a configuration on a configured dispatcher.</summary>
    protected RouterConfig(string routerDispatcher) => RouterDispatcher = routerDispatcher;

    /// <summary>The dispatcher of the router's own actor; routing itself runs on the sender's thread.</summary>
    public virtual string RouterDispatcher { get; }

    /// <summary>True when the router stops once it has no routee left.</summary>
    public virtual bool StopRouterWhenAllRouteesRemoved => true;

    /// <summary>Makes the routing logic; routees are added by the runtime.</summary>
    public abstract Router CreateRouter(ActorSystem system);

    /// <summary>Makes the actor that manages the routees.</summary>
    public abstract ActorBase CreateRouterActor();

    /// <summary>True for messages that are for the router itself and not for a routee.</summary>
    public virtual bool IsManagementMessage(object message) =>
        message is IAutoReceivedMessage or RouterManagementMessage;

    /// <summary>This configuration, with what it leaves open taken from another.</summary>
    public virtual RouterConfig WithFallback(RouterConfig routerConfig) => this;

    /// <inheritdoc/>
    public virtual bool Equals(RouterConfig? other) => ReferenceEquals(this, other)
        || (other is not null && GetType() == other.GetType() && RouterDispatcher == other.RouterDispatcher);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RouterConfig);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(GetType(), RouterDispatcher);
}
