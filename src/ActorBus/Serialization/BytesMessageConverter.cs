namespace ActorBus.Serialization;

/// <summary>Hands out bodies as they are, whatever their media type, to who asks for bytes.</summary>
internal sealed class BytesMessageConverter : IMessageConverter
{
    public bool CanConvert(string mediaType, Type type) => type == typeof(byte[]) || type == typeof(ReadOnlyMemory<byte>);

    public ReadOnlyMemory<byte> ToBytes(object value, Type type) =>
        value is byte[] bytes ? bytes : (ReadOnlyMemory<byte>)value;

    public object FromBytes(ReadOnlyMemory<byte> body, Type type) =>
        type == typeof(byte[]) ? body.ToArray() : (object)body;
}
