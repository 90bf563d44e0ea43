namespace ActorBus.Actors.Routing;

/// <summary>A router of your own: neither a pool nor a group.</summary>
/// <remarks>
/// The router made by <see cref="RouterConfig.CreateRouter"/> has the routees it begins with. One with a constructor of
/// (<see cref="Configuration.Config"/>) can be named in <c>akka.actor.router.type-mapping</c>; it gets its deployment section.
/// </remarks>
public abstract class CustomRouterConfig : RouterConfig
{
    /// <summary>Creates a configuration on the default dispatcher.</summary>
    protected CustomRouterConfig()
    {
    }

    /// <summary>Creates a configuration on a configured dispatcher.</summary>
    protected CustomRouterConfig(string routerDispatcher)
        : base(routerDispatcher)
    {
    }

    /// <inheritdoc/>
    public override ActorBase CreateRouterActor() => new RouterActor();
}
