namespace ActorBus.Actors.Routing;

/// <summary>Says that an actor is no router.</summary>
public class NoRouter : RouterConfig
{
    private NoRouter()
    {
    }

    /// <summary>The one instance.</summary>
    public static NoRouter Instance { get; } = new();

    /// <inheritdoc/>
    public override Router CreateRouter(ActorSystem system) => throw NotARouter();

    /// <inheritdoc/>
    public override ActorBase CreateRouterActor() => throw NotARouter();

    /// <inheritdoc/>
    public override RouterConfig WithFallback(RouterConfig routerConfig) => routerConfig;

    /// <summary>The props as they are.</summary>
    public Props Props(Props routeeProps) => routeeProps;

    private static NotSupportedException NotARouter() => new("NoRouter was asked to make a router; it stands for there being none.");
}
