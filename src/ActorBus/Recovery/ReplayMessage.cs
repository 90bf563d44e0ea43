using ActorBus.Brokers;
using ActorBus.Distribution.Profiles;
using ActorBus.Messages;

namespace ActorBus.Recovery;

/// <summary>Converts a dead letter back into the original message, addressed to the handler that failed.</summary>
internal static class ReplayMessage
{
    private static readonly string[] FailureHeaders =
    [
        WireHeaders.FailedService, WireHeaders.FailureReason, WireHeaders.ExceptionType, WireHeaders.ExceptionMessage,
        WireHeaders.ExceptionStack, WireHeaders.Attempts, WireHeaders.DelayedRetries, WireHeaders.FirstFailedAt,
        WireHeaders.LastFailedAt, WireHeaders.ExpiresAt, WireHeaders.Republished, WireHeaders.Passes,
    ];

    /// <summary>
    /// Returns the queue to which a dead letter goes: the service's own or, if the broker itself dead-lettered it, the queue from which it did.
    /// </summary>
    /// <remarks>Whoever may publish to the dead letter queue can name any queue here, so the answer must be checked before it is used.</remarks>
    public static string QueueOf(BrokerMessage letter, string own) =>
        letter.Headers.ContainsKey(WireHeaders.FailureReason) ? own : BrokerDeath.Read(letter.Headers)?.Queue ?? own;

    /// <summary>Returns the message to publish into a queue.</summary>
    /// <exception cref="ArgumentException">The edit uses a name or a value that metadata does not support.</exception>
    public static OutgoingMessage Of(BrokerMessage letter, string queue, DeadLetterEdit? edit)
    {
        var headers = letter.Headers.Where(header => !BrokerHeaders.Contains(header.Key)).ToDictionary(StringComparer.Ordinal);
        foreach (var name in FailureHeaders) headers.Remove(name);
        if (BrokerDeath.Read(letter.Headers) is { } death)
        {
            if (death.Exchange is { } exchange) headers.TryAdd(WireHeaders.OriginalExchange, exchange);
            if (death.RoutingKey is { } key) headers.TryAdd(WireHeaders.OriginalRoutingKey, key);
        }

        headers[WireHeaders.Replayed] = Math.Max(letter.Headers.GetValueOrDefault(WireHeaders.Replayed) as long? ?? 0, 0) + 1;
        var message = letter with { Headers = headers, Expiration = null, Persistent = true };
        return new OutgoingMessage("", queue, edit is null ? message : Edited(message, headers, edit));
    }

    private static BrokerMessage Edited(BrokerMessage message, Dictionary<string, object> headers, DeadLetterEdit edit)
    {
        foreach (var removed in edit.Metadata.Where(pair => pair.Value is null)) headers.Remove(removed.Key);
        foreach (var (key, value) in Metadata.From(edit.Metadata)) headers[key] = value;
        return message with { Body = edit.Body ?? message.Body, ContentType = edit.ContentType ?? message.ContentType };
    }
}
