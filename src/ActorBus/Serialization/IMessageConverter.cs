namespace ActorBus.Serialization;

/// <summary>Converts message bodies to objects and back, for one family of media types.</summary>
/// <remarks>
/// The caller determines the type: the parameter of a handler, or the type of what is sent. A converter never takes a type name from the body.
/// Implementations are used from several threads concurrently.
/// </remarks>
public interface IMessageConverter
{
    /// <summary>Returns whether this converter supports the type for the media type, in both directions.</summary>
    /// <param name="mediaType">The media type in lower case without parameters; empty when the message has none.</param>
    /// <param name="type">The type to read or write.</param>
    bool CanConvert(string mediaType, Type type);

    /// <summary>Writes an object as a body.</summary>
    /// <param name="value">The object.</param>
    /// <param name="type">The type to write it as.</param>
    /// <exception cref="MessageConversionException">The object cannot be written.</exception>
    ReadOnlyMemory<byte> ToBytes(object value, Type type);

    /// <summary>Reads a body as an object.</summary>
    /// <param name="body">The body as received.</param>
    /// <param name="type">The type to read.</param>
    /// <returns>The object; null only where the body is a null value.</returns>
    /// <exception cref="MessageConversionException">The body cannot be read as this type.</exception>
    object? FromBytes(ReadOnlyMemory<byte> body, Type type);
}
