using ActorBus.Distribution;

namespace ActorBus.Serialization;

/// <summary>The message converters of a service, which are chosen by the media type of a message and the requested type.</summary>
/// <remarks>
/// Requests for <see cref="string"/> return the body as text, and requests for <c>byte[]</c> or <see cref="ReadOnlyMemory{T}"/> of bytes return it
/// unchanged, whatever the media type; such values are also written unchanged. Other types are converted by the media type, and messages without one
/// as JSON. The first converter that supports the conversion is used; custom converters precede the built-in ones.
/// </remarks>
public sealed class MessageConverters
{
    private readonly IMessageConverter[] _converters;

    /// <summary>Initializes the converters with custom ones before the built-in ones.</summary>
    /// <param name="converters">The custom converters, in order of precedence.</param>
    public MessageConverters(params IEnumerable<IMessageConverter> converters) =>
        _converters = [.. converters, new BytesMessageConverter(), new TextMessageConverter(), new JsonMessageConverter()];

    /// <summary>The built-in converters: bytes, text and JSON.</summary>
    public static MessageConverters Default { get; } = new();

    /// <summary>Returns the media type under which an object is sent by default.</summary>
    public static string DefaultMediaTypeOf(object value) => value switch
    {
        string => MediaTypes.Text,
        byte[] or ReadOnlyMemory<byte> => MediaTypes.Bytes,
        _ => MediaTypes.Json,
    };

    /// <summary>Writes an object as a body.</summary>
    /// <exception cref="MessageConversionException">No converter supports it, or the object cannot be written.</exception>
    public ReadOnlyMemory<byte> ToBytes(object value, string mediaType)
    {
        ArgumentNullException.ThrowIfNull(value);
        var type = value.GetType();
        var converter = Find(mediaType, type);
        try
        {
            return converter.ToBytes(value, type);
        }
        catch (Exception error) when (error is not MessageConversionException)
        {
            throw new MessageConversionException($"A {type} cannot be written as '{Shown(mediaType)}': {converter.GetType()} failed with {error.GetType().Name}.", error);
        }
    }

    /// <summary>Reads a body as an object.</summary>
    /// <exception cref="MessageConversionException">
    /// No converter supports it, the body cannot be read as this type, or the body is a null value.
    /// </exception>
    public object FromBytes(ReadOnlyMemory<byte> body, string? mediaType, Type type) =>
        FromBytesOrNull(body, mediaType, type) ?? throw new MessageConversionException(
            $"The body, {Printable.Count(body.Length, "byte")}, is null where a {type} is needed. Correct the sender.");

    /// <summary>Reads a body as an object, or as null where the body is a null value.</summary>
    /// <exception cref="MessageConversionException">
    /// No converter supports it, or the body cannot be read as this type.
    /// </exception>
    public object? FromBytesOrNull(ReadOnlyMemory<byte> body, string? mediaType, Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var converter = Find(mediaType, type);
        try
        {
            return converter.FromBytes(body, type);
        }
        catch (Exception error) when (error is not MessageConversionException)
        {
            // A custom converter may throw anything.
            throw new MessageConversionException(
                $"The body, {Printable.Count(body.Length, "byte")} of '{Shown(mediaType ?? "")}', cannot be read as {type}: {converter.GetType()} failed with {error.GetType().Name}. Correct the sender or the converter.", error);
        }
    }

    /// <summary>Returns why no body can ever be read as a type; null when one can, or when a custom converter might.</summary>
    internal string? FaultOf(Type type)
    {
        if (_converters.Any(converter => converter is not (BytesMessageConverter or TextMessageConverter or JsonMessageConverter))) return null;
        return _converters.FirstOrDefault(converter => converter.CanConvert(MediaTypes.Json, type)) is JsonMessageConverter json ? json.FaultOf(type) : null;
    }

    private IMessageConverter Find(string? mediaType, Type type)
    {
        var plain = MediaTypes.WithoutParameters(mediaType);
        foreach (var converter in _converters)
        {
            if (!converter.CanConvert(plain, type)) continue;
            RefuseForeignCharset(converter, mediaType, type);
            return converter;
        }

        throw new MessageConversionException(
            $"No converter turns '{Shown(plain)}' into {type} or back. Register an IMessageConverter for it, "
            + "correct the sender's media type, or take a string or byte[].");
    }

    private static void RefuseForeignCharset(IMessageConverter converter, string? mediaType, Type type)
    {
        if (MediaTypes.Charset(mediaType) is not { } charset || charset is "utf-8" or "utf8" or "us-ascii") return;
        if (converter is not (TextMessageConverter or JsonMessageConverter)) return;
        throw new MessageConversionException(
            $"A body in charset '{Shown(charset)}' cannot be read or written as {type}: only UTF-8 is understood. "
            + "Have the sender write UTF-8, or take the body as byte[].");
    }

    // Text from a foreign sender reaches logs only in this form.
    private static string Shown(string text) =>
        new([.. text.Take(80).Select(letter => char.IsAscii(letter) && !char.IsControl(letter) ? letter : '?')]);
}
