using Akka.Actor;

namespace ActorBus.Clustering;

/// <summary>Makes the <see cref="ActorBusCluster"/> of an actor system.</summary>
public sealed class ActorBusClusterExtension : ExtensionIdProvider<ActorBusCluster>
{
    /// <inheritdoc/>
    public override ActorBusCluster CreateExtension(ExtendedActorSystem system) => new(system);
}
