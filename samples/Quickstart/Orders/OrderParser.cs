using System.Text.Json;
using ActorBus.Messages;
using ActorBus.Serialization;

namespace Quickstart.Orders;

/// <summary>Reads an order from one line of JSON.</summary>
internal static class OrderParser
{
    private static readonly JsonDocumentOptions Json = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>Reads the order.</summary>
    /// <exception cref="InvalidOrderException">The line is none; the text says why.</exception>
    public static Order Parse(ReadOnlyMemory<byte> line)
    {
        if (line.Span.Trim(" \t"u8).IsEmpty) throw new InvalidOrderException("the line is empty; write one JSON object a line");
        try
        {
            using var document = JsonDocument.Parse(line, Json);
            return Read(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a text that is no valid UTF-8, or half of a surrogate pair.
            throw new InvalidOrderException($"it is no valid JSON: {error.Message}", error);
        }
        catch (ArgumentException error)
        {
            throw new InvalidOrderException(error.Message, error);
        }
    }

    private static Order Read(JsonElement line)
    {
        if (line.ValueKind != JsonValueKind.Object) throw new InvalidOrderException($"it is a JSON {line.ValueKind}, not an object");
        var (kind, nameProperty) = Text(line, "kind") switch
        {
            "command" => (MessageKind.Command, "routingKey"),
            "event" => (MessageKind.Event, "routingKey"),
            "message" => (MessageKind.Message, "channel"),
            var other => throw new InvalidOrderException($"kind '{other}' is unknown; write command, event or message"),
        };
        var destination = kind == MessageKind.Event ? null : Text(line, "destination");
        var (body, mediaType) = Payload(line);
        return new Order(kind, destination, Text(line, nameProperty), body, mediaType, ReadMetadata(line));
    }

    private static string Text(JsonElement line, string property)
    {
        if (!line.TryGetProperty(property, out var value)) throw new InvalidOrderException($"'{property}' is missing");
        if (value.ValueKind != JsonValueKind.String) throw new InvalidOrderException($"'{property}' is a JSON {value.ValueKind}, not a text");
        var text = value.GetString()!;
        return string.IsNullOrWhiteSpace(text) ? throw new InvalidOrderException($"'{property}' is empty") : text;
    }

    private static (string Body, string MediaType) Payload(JsonElement line)
    {
        if (!line.TryGetProperty("payload", out var payload) || payload.ValueKind == JsonValueKind.Null)
            throw new InvalidOrderException("'payload' is missing");
        return payload.ValueKind == JsonValueKind.String
            ? (payload.GetString()!, MediaTypes.Text)
            : (payload.GetRawText(), MediaTypes.Json);
    }

    private static Metadata ReadMetadata(JsonElement line)
    {
        if (!line.TryGetProperty("metadata", out var metadata) || metadata.ValueKind == JsonValueKind.Null) return Metadata.Empty;
        if (metadata.ValueKind != JsonValueKind.Object)
            throw new InvalidOrderException($"'metadata' is a JSON {metadata.ValueKind}, not an object");
        return Metadata.From(metadata.EnumerateObject().Select(one => KeyValuePair.Create(one.Name, Value(one.Value))));
    }

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.TryGetInt64(out var number) ? number : value.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => value.EnumerateArray().Select(Value).ToArray(),
        JsonValueKind.Object => value.EnumerateObject().ToDictionary(one => one.Name, one => Value(one.Value)),
        _ => null,
    };
}
