using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorBus.Messages;

/// <summary>Writes metadata as a JSON object, and reads it back.</summary>
internal sealed class MetadataJsonConverter : JsonConverter<Metadata>
{
    /// <inheritdoc/>
    public override Metadata Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        if (json.RootElement.ValueKind != JsonValueKind.Object) throw new JsonException("Metadata is an object of names and values.");
        try
        {
            return Metadata.From(json.RootElement.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, Value(member.Value))));
        }
        catch (ArgumentException error)
        {
            throw new JsonException("Metadata holds a name or a value that it cannot have.", error);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Metadata value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, one) in value)
        {
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, one, options);
        }

        writer.WriteEndObject();
    }

    private static object? Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => json.TryGetInt64(out var whole) ? (object)whole : json.GetDouble(),
        JsonValueKind.Array => json.EnumerateArray().Select(Value).OfType<object>().ToArray(),
        JsonValueKind.Object => json.EnumerateObject().Select(member => (member.Name, Value: Value(member.Value))).Where(member => member.Value is not null)
            .DistinctBy(member => member.Name).ToDictionary(member => member.Name, member => member.Value!),
        _ => null,
    };
}
