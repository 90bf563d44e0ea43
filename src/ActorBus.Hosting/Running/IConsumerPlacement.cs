using Akka.Actor;
using Akka.Hosting;

namespace ActorBus.Hosting.Running;

/// <summary>Decides, instead of the host, where the services of an actor system are consumed.</summary>
internal interface IConsumerPlacement
{
    /// <summary>Places the services; called once the buses run and before anything is consumed.</summary>
    void Place(ActorSystem system, IActorRegistry registry, ServiceDirectory services);
}
