using Akka.Actor;

namespace ActorBus.Clustering;

/// <summary>Provides the <see cref="ActorBusCluster"/> extension of an actor system.</summary>
public sealed class ActorBusClusterExtension : ExtensionIdProvider<ActorBusCluster>
{
    /// <inheritdoc/>
    public override ActorBusCluster CreateExtension(ExtendedActorSystem system) => new(system);
}
