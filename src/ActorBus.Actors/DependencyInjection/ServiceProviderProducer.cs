using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Actors.DependencyInjection;

/// <summary>Makes one actor, afresh at each restart, from services and arguments.</summary>
internal sealed class ServiceProviderProducer(IServiceProvider services, Type actorType, object[] arguments) : IIndirectActorProducer
{
    public Type ActorType { get; } = actorType;

    public ActorBase Produce() => (ActorBase)ActivatorUtilities.CreateInstance(services, ActorType, arguments);

    /// <summary>The actor owns nothing of the container: the provider disposes its services.</summary>
    public void Release(ActorBase actor)
    {
    }
}
