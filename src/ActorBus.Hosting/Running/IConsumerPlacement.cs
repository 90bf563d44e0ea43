using Akka.Actor;
using Akka.Hosting;

namespace ActorBus.Hosting.Running;

/// <summary>Decides where the services of an actor system are consumed, beside the host.</summary>
internal interface IConsumerPlacement
{
    /// <summary>Called once the buses run, before anything is consumed.</summary>
    void Place(ActorSystem system, IActorRegistry registry, ServiceDirectory services);
}
