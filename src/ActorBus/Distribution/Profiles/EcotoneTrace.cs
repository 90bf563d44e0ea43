using System.Text.Json;

namespace ActorBus.Distribution.Profiles;

/// <summary>Reads and writes W3C trace context in Ecotone's format: a JSON object in one header.</summary>
internal static class EcotoneTrace
{
    /// <summary>Returns the header for a trace.</summary>
    public static string Write(string traceParent, string? traceState)
    {
        var carrier = new Dictionary<string, string> { [WireHeaders.TraceParent] = traceParent };
        if (traceState is not null) carrier[WireHeaders.TraceState] = traceState;
        return JsonSerializer.Serialize(carrier);
    }

    /// <summary>Returns the trace in a header; nothing if it is invalid, because a broken trace must not break a message.</summary>
    public static (string? Parent, string? State) Read(string? header)
    {
        if (header is null) return default;
        try
        {
            using var carrier = JsonDocument.Parse(header, new JsonDocumentOptions { MaxDepth = 4 });
            return (Text(carrier.RootElement, WireHeaders.TraceParent), Text(carrier.RootElement, WireHeaders.TraceState));
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static string? Text(JsonElement carrier, string name) =>
        carrier.ValueKind == JsonValueKind.Object && carrier.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
