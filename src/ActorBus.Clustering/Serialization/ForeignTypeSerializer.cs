using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;

namespace ActorBus.Clustering.Serialization;

/// <summary>In the place of Akka's serializer for everything else, which would make whatever type the other side names: refuses.</summary>
public sealed class ForeignTypeSerializer : Serializer
{
    /// <summary>Creates it; called by Akka, which has settings for the serializer that it replaces.</summary>
    public ForeignTypeSerializer(ExtendedActorSystem system, Config settings)
        : base(system) => _ = settings;

    /// <inheritdoc/>
    // The number of Akka's own, so that what was written by it ends up here as well.
    public override int Identifier => 1;

    /// <inheritdoc/>
    public override bool IncludeManifest => false;

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj)
    {
        ArgumentNullException.ThrowIfNull(obj);
        throw new SerializationException(
            $"A {obj.GetType()} has no contract, so it is not sent to other nodes. Add it with WithContract, bind a serializer to it, "
            + "or set akka.actor.serializers.json back to Akka's own.");
    }

    /// <inheritdoc/>
    public override object FromBinary(byte[] bytes, Type type) => throw new SerializationException(
        "A message from another node names its type itself, so it is refused. Give it a contract, or set akka.actor.serializers.json back to Akka's own.");
}
