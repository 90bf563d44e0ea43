namespace ActorBus.Serialization;

/// <summary>Returns and writes bodies unchanged for byte types, whatever the media type.</summary>
internal sealed class BytesMessageConverter : IMessageConverter
{
    public bool CanConvert(string mediaType, Type type) => type == typeof(byte[]) || type == typeof(ReadOnlyMemory<byte>);

    public ReadOnlyMemory<byte> ToBytes(object value, Type type) =>
        value is byte[] bytes ? bytes : (ReadOnlyMemory<byte>)value;

    public object FromBytes(ReadOnlyMemory<byte> body, Type type) =>
        type == typeof(byte[]) ? body.ToArray() : (object)body;
}
