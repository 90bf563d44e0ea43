using ActorBus.Brokers;
using ActorBus.Distribution.Profiles;
using ActorBus.Messages;

namespace ActorBus.Distribution.Bridges;

/// <summary>Makes the headers of a failed message fit what the connection takes, so that it can be stored.</summary>
internal static class StoredHeaders
{
    private const int LongestList = 1_000;
    private static readonly string[] Explanations = [WireHeaders.ExceptionStack, WireHeaders.ExceptionMessage];

    /// <summary>
    /// Returns the message as it can be stored: without the stack trace, the error's text and then the largest headers that are not ActorBus's own, until
    /// the rest fits. What still does not fit is left as it is, for the channel to refuse.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="limits">The limits of the connection.</param>
    /// <param name="cut">The names of the headers that were cut; empty when the message fits.</param>
    public static OutgoingMessage Fit(OutgoingMessage message, BrokerLimits limits, out IReadOnlyList<string> cut)
    {
        cut = [];
        if (Fits(message.Message, limits)) return message;
        var headers = new Dictionary<string, object>(message.Message.Headers, StringComparer.Ordinal);
        var shortened = message.Message with { Headers = headers };
        var names = new List<string>();
        var before = headers.TryGetValue(WireHeaders.HeadersCut, out var known) && known is string text ? $"{text}, " : "";
        foreach (var name in Explanations.Where(headers.ContainsKey).Concat(LargestFirst(headers)))
        {
            headers.Remove(name);
            names.Add(Printable.Cut(name));
            headers[WireHeaders.HeadersCut] = Printable.Header(before + string.Join(", ", names), LongestList);
            if (Fits(shortened, limits)) break;
        }

        cut = names;
        return message with { Message = shortened };
    }

    private static IEnumerable<string> LargestFirst(Dictionary<string, object> headers) => headers
        .Where(header => !header.Key.StartsWith(Metadata.ReservedPrefix, StringComparison.Ordinal))
        .OrderByDescending(header => HeaderSize.Of(header.Key, header.Value)).Select(header => header.Key).ToArray();

    private static bool Fits(BrokerMessage message, BrokerLimits limits) => limits.SizeRefusal(message) is null;
}
