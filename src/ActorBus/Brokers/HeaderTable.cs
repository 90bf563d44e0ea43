namespace ActorBus.Brokers;

/// <summary>Headers as the type that is enumerated without an object for it.</summary>
internal static class HeaderTable
{
    /// <summary>The headers themselves, which nearly always are such a table, or a copy.</summary>
    public static Dictionary<string, object> AsTable(this IReadOnlyDictionary<string, object> headers) =>
        headers as Dictionary<string, object> ?? new(headers, StringComparer.Ordinal);
}
