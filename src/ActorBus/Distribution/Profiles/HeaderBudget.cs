using ActorBus.Brokers;
using ActorBus.Messages;

namespace ActorBus.Distribution.Profiles;

/// <summary>Keeps the headers of a stored failure within the limits, so that it can be stored at all.</summary>
internal static class HeaderBudget
{
    /// <summary>Names the user headers that had to go, when any had to.</summary>
    public const string Dropped = Metadata.ReservedPrefix + "headers-dropped";

    private static readonly BrokerLimits Stored = new();

    /// <summary>Drops the largest headers that are not ActorBus's own until the rest fits; the stack goes first.</summary>
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

    // A service may take more than brokers are sent.
    private static bool Fits(Dictionary<string, object> headers, MessageLimits limits) =>
        headers.Count <= Math.Min(limits.MaxHeaders, Stored.MaxHeaders) && HeaderSize.Of(headers) <= Math.Min(limits.MaxHeaderBytes, Stored.MaxHeaderBytes);
}
