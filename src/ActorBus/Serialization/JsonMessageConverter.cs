using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ActorBus.Distribution;

namespace ActorBus.Serialization;

/// <summary>Converts JSON, for <c>application/json</c>, <c>text/json</c>, every <c>+json</c> media type and messages without a media type.</summary>
/// <remarks>
/// Uses the web defaults. Members that the type does not have are ignored; a constructor parameter that is neither nullable nor has a default must be
/// present. More than 64 levels of nesting, duplicate names in an object and invalid UTF-8 are refused. The body never chooses a type, except among
/// the derived types that the type itself lists by attribute.
/// </remarks>
public sealed class JsonMessageConverter : IMessageConverter
{
    private const int MaxDepth = 64;
    private readonly JsonSerializerOptions _options;

    /// <summary>Initializes a converter with the default options.</summary>
    public JsonMessageConverter()
        : this(new JsonSerializerOptions(JsonSerializerDefaults.Web))
    {
    }

    /// <summary>Initializes a converter with custom options, for example with source-generated contexts in the resolver chain.</summary>
    /// <param name="options">
    /// The options, which are copied; duplicate names and more than 64 levels of nesting are refused regardless of them.
    /// </param>
    public JsonMessageConverter(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var resolver = options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver();
        _options = new JsonSerializerOptions(options)
        {
            AllowDuplicateProperties = false,
            MaxDepth = options.MaxDepth is > 0 and < MaxDepth ? options.MaxDepth : MaxDepth,
            RespectNullableAnnotations = true,
            TypeInfoResolver = resolver.WithAddedModifier(RequireWhatCannotBeNull),
        };
        _options.MakeReadOnly();
    }

    /// <inheritdoc/>
    public bool CanConvert(string mediaType, Type type) =>
        mediaType is MediaTypes.Json or "" or "text/json" || mediaType.EndsWith("+json", StringComparison.Ordinal);

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> ToBytes(object value, Type type)
    {
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(value, type, _options);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw new MessageConversionException(
                $"A {type} cannot be written as JSON: {error.Message} Change the type, or register a converter for it.", error);
        }
    }

    /// <inheritdoc/>
    public object? FromBytes(ReadOnlyMemory<byte> body, Type type)
    {
        var json = body.Span;
        if (json.StartsWith("\uFEFF"u8)) json = json[3..];
        StrictUtf8.RefuseInvalid(json, type);
        try
        {
            return JsonSerializer.Deserialize(json, type, _options);
        }
        catch (JsonException error)
        {
            // The original error would quote the body.
            throw new MessageConversionException(
                $"The body, {Printable.Count(body.Length, "byte")} of JSON, cannot be read as {type}: {JsonFault.Describe(error, type, _options)}. Correct the sender or the type.");
        }
        catch (Exception error) when (error is NotSupportedException or InvalidOperationException)
        {
            throw new MessageConversionException(
                $"JSON cannot be read as {type}: the type has no usable constructor or no metadata. "
                + "Give it a public constructor, add it to the JsonSerializerContext, or register a converter for it.",
                error);
        }
    }

    private static void RequireWhatCannotBeNull(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            // System.Text.Json refuses to write types, such as anonymous ones, in which a property without a setter is required.
            if (property is { Set: not null, AssociatedParameter: { IsNullable: false, HasDefaultValue: false, IsMemberInitializer: false } })
                property.IsRequired = true;
        }
    }
}
