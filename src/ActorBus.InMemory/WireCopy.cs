using ActorBus.Brokers;

namespace ActorBus.InMemory;

/// <summary>Copies messages as if transmitted: later changes by the sender have no effect, and times are truncated to whole seconds.</summary>
internal static class WireCopy
{
    public static BrokerMessage Of(BrokerMessage message) => message with
    {
        Body = message.Body.ToArray(),
        Headers = message.Headers.Count == 0 ? message.Headers : Copy(message.Headers),
        Timestamp = message.Timestamp is { } time ? WholeSeconds(time) : null,
        Expiration = message.Expiration is { } life ? TimeSpan.FromMilliseconds((long)life.TotalMilliseconds) : null,
    };

    private static Dictionary<string, object> Copy(IReadOnlyDictionary<string, object> headers)
    {
        var copy = new Dictionary<string, object>(headers.Count, StringComparer.Ordinal);
        foreach (var (name, value) in headers) copy.Add(name, Copy(value));
        return copy;
    }

    private static object Copy(object value) => value switch
    {
        DateTimeOffset time => WholeSeconds(time),
        byte[] bytes => bytes.ToArray(),
        object[] list => Array.ConvertAll(list, Copy),
        Dictionary<string, object> table => Copy(table),
        _ => value,
    };

    private static DateTimeOffset WholeSeconds(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
