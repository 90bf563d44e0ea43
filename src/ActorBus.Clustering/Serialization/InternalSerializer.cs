using Akka.Actor;
using Akka.Serialization;

namespace ActorBus.Clustering.Serialization;

/// <summary>Hyperion for the messages between nodes, restricted to known types: any other type name is refused.</summary>
internal sealed class InternalSerializer(ExtendedActorSystem system) : HyperionSerializer(system, Restricted)
{
    private static readonly HyperionSerializerSettings Restricted = new(
        preserveObjectReferences: false, versionTolerance: true, typeof(KnownTypes), [], [], disallowUnsafeType: true, new KnownTypes());

    /// <inheritdoc/>
    public override int Identifier => 8471;
}
