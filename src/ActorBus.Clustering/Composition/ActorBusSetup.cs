using Akka.Actor;
using Akka.Actor.Setup;
using Akka.DependencyInjection;
using Akka.Hosting;

namespace ActorBus.Clustering.Composition;

/// <summary>Keeps what was said of the services of an actor system, and starts them with it.</summary>
internal sealed class ActorBusSetup : Setup
{
    private ActorBusNode? _node;

    /// <summary>The services, in the order of adding.</summary>
    public List<ServiceDeclaration> Declarations { get; init; } = [];

    /// <summary>Makes the buses and registers them.</summary>
    public Task StartAsync(ActorSystem system, IActorRegistry registry, IDependencyResolver resolver)
    {
        if (resolver is not ServiceProviderDependencyResolver { ServiceProvider: { } provider })
            throw new ActorBusException("The actor system has no service provider. Make it with AddAkka of Akka.Hosting.");
        _node = new ActorBusNode(system, provider, this);
        return _node.StartAsync(registry);
    }

    /// <summary>Begins to consume, where no cluster and no hosted service does.</summary>
    public Task ConsumeAsync() => _node!.ConsumeAsync();
}
