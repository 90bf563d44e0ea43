using ActorBus.Brokers;
using ActorBus.Messages;

namespace ActorBus.Distribution.Profiles;

/// <summary>Keeps the headers of a failed message within the limits so that it can be stored.</summary>
internal static class HeaderBudget
{
    /// <summary>The header with the number of user headers that were dropped, if any.</summary>
    public const string Dropped = Metadata.ReservedPrefix + "headers-dropped";

    private static readonly BrokerLimits Stored = new();

    /// <summary>Drops the stack trace and then the largest headers that are not ActorBus's own until the rest fits.</summary>
    public static void Keep(Dictionary<string, object> headers, MessageLimits limits)
    {
        if (Fits(headers, limits)) return;
        headers.Remove(WireHeaders.ExceptionStack);
        var dropped = 0L;
        while (!Fits(headers, limits))
        {
            var largest = headers.Where(header => !header.Key.StartsWith(Metadata.ReservedPrefix, StringComparison.Ordinal))
                .MaxBy(header => HeaderSize.Of(header.Key, header.Value)).Key;
            if (largest is null) return;
            headers.Remove(largest);
            headers[Dropped] = ++dropped;
        }
    }

    // The limits of a service may exceed those of brokers.
    private static bool Fits(Dictionary<string, object> headers, MessageLimits limits) =>
        headers.Count <= Math.Min(limits.MaxHeaders, Stored.MaxHeaders) && HeaderSize.Of(headers) <= Math.Min(limits.MaxHeaderBytes, Stored.MaxHeaderBytes);
}
