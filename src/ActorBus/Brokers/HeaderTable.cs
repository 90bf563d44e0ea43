namespace ActorBus.Brokers;

/// <summary>Accesses headers as the type that is enumerated without an allocation.</summary>
internal static class HeaderTable
{
    /// <summary>Returns the headers themselves, which nearly always have this type, or a copy.</summary>
    public static Dictionary<string, object> AsTable(this IReadOnlyDictionary<string, object> headers) =>
        headers as Dictionary<string, object> ?? new(headers, StringComparer.Ordinal);
}
