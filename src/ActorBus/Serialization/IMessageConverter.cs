namespace ActorBus.Serialization;

/// <summary>Turns the body of a message into an object and back, for one family of media types.</summary>
/// <remarks>
/// The type is always the caller's: the parameter of a handler, the type of what is sent. A converter never takes a type name
/// from the body. Implementations are used from several threads at once.
/// </remarks>
public interface IMessageConverter
{
    /// <summary>True when it converts this type from and to this media type.</summary>
    /// <param name="mediaType">In lower case, without parameters; empty when the message names none.</param>
    /// <param name="type">The type to build or to write.</param>
    bool CanConvert(string mediaType, Type type);

    /// <summary>Writes an object as a body.</summary>
    /// <param name="value">What to write.</param>
    /// <param name="type">The type to write it as.</param>
    /// <exception cref="MessageConversionException">It cannot be written.</exception>
    ReadOnlyMemory<byte> ToBytes(object value, Type type);

    /// <summary>Reads a body as an object.</summary>
    /// <param name="body">The body as it arrived.</param>
    /// <param name="type">The type to build.</param>
    /// <returns>The object; null only where the body says null.</returns>
    /// <exception cref="MessageConversionException">It cannot be read as this type.</exception>
    object? FromBytes(ReadOnlyMemory<byte> body, Type type);
}
