using System.Runtime.Serialization;
using ActorBus.Serialization;
using Akka.Actor;
using Akka.Serialization;

namespace ActorBus.Clustering.Serialization;

/// <summary>JSON for messages with a contract that actors send each other themselves: the name travels, never a type.</summary>
internal sealed class ContractSerializer(ExtendedActorSystem system, MessageContracts contracts) : SerializerWithStringManifest(system)
{
    private static readonly JsonMessageConverter Json = new();

    /// <inheritdoc/>
    public override int Identifier => 8472;

    /// <inheritdoc/>
    public override string Manifest(object o) => MessageContracts.NameOf(o);

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) => Json.ToBytes(obj, obj.GetType()).ToArray();

    /// <inheritdoc/>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        var type = contracts.Find(manifest) ?? throw new SerializationException(MessageContracts.Foreign(manifest));
        return Json.FromBytes(bytes, type) ?? throw new SerializationException($"The body of '{manifest}' is null. Correct the sender.");
    }
}
