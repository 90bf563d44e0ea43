namespace ActorBus.Actors.Routing;

/// <summary>Makes the actor of a router.</summary>
internal sealed class RouterProducer(RouterConfig config) : IIndirectActorProducer
{
    public Type ActorType => typeof(RouterActor);

    public ActorBase Produce() => config.CreateRouterActor();

    public void Release(ActorBase actor)
    {
    }
}
