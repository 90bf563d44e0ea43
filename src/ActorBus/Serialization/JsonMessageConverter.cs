using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ActorBus.Distribution;

namespace ActorBus.Serialization;

/// <summary>Converts JSON, for <c>application/json</c>, <c>text/json</c>, every <c>+json</c> media type and messages without a media type.</summary>
/// <remarks>
/// Uses the web defaults, and public fields, so that tuples are written too. Members that the type does not have are ignored; a constructor parameter that
/// is neither nullable nor has a default must be present. More than 64 levels of nesting, duplicate names in an object and invalid UTF-8 are refused. The
/// body never chooses a type, except among the derived types that the type itself lists by attribute; an object whose base lists it is written as that
/// base, and the name of its type is read wherever it stands in the object.
/// </remarks>
public sealed class JsonMessageConverter : IMessageConverter
{
    private const int MaxDepth = 64;
    private readonly JsonSerializerOptions _options;
    private readonly ConcurrentDictionary<Type, Type> _writtenAs = new();

    /// <summary>Initializes a converter with the default options.</summary>
    public JsonMessageConverter()
        : this(new JsonSerializerOptions(JsonSerializerDefaults.Web) { IncludeFields = true })
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
            AllowOutOfOrderMetadataProperties = true,
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
            return JsonSerializer.SerializeToUtf8Bytes(value, _writtenAs.GetOrAdd(type, WrittenAs), _options);
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

    /// <summary>Returns why no body can ever be read as a type; null when one can.</summary>
    internal string? FaultOf(Type type)
    {
        if (!type.IsAbstract) return null;
        try
        {
            if (!_options.TryGetTypeInfo(type, out var info) || info.Kind != JsonTypeInfoKind.Object || info.PolymorphismOptions is { DerivedTypes.Count: > 0 }) return null;
        }
        catch (Exception error) when (error is NotSupportedException or InvalidOperationException)
        {
            return $"no JSON can be read as {type}: {error.Message.TrimEnd('.')}";
        }

        return $"{type} is {(type.IsInterface ? "an interface" : "abstract")} and lists no derived types, so no JSON can be read as it. List them with "
            + "[JsonDerivedType], take one that can be made, or register a converter for it";
    }

    /// <summary>The nearest base, or an interface, that lists the type, so that the body names it; else the type itself.</summary>
    private Type WrittenAs(Type type)
    {
        if (Lists(type, type)) return type;
        for (var parent = type.BaseType; parent is not null && parent != typeof(object); parent = parent.BaseType)
        {
            if (Lists(parent, type)) return parent;
        }

        return type.GetInterfaces().FirstOrDefault(one => one.IsDefined(typeof(JsonDerivedTypeAttribute)) && Lists(one, type)) ?? type;
    }

    private bool Lists(Type parent, Type type) =>
        _options.TryGetTypeInfo(parent, out var info) && info.PolymorphismOptions is { } options && options.DerivedTypes.Any(one => one.DerivedType == type);

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
