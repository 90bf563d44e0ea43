using System.Globalization;
using System.Text;
using ActorBus.Brokers;
using ActorBus.Distribution.Sending;
using ActorBus.Messages;
using ActorBus.Recovery;

namespace ActorBus.Distribution.Profiles;

/// <summary>Reads AMQP properties and headers into envelopes for every profile, trusting no value beyond its limits.</summary>
internal sealed class EnvelopeReader(MessageLimits limits)
{
    /// <summary>Reads a delivery.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="label">
    /// Reads the context, except for the attempt, by the rules of the profile. Called only for deliveries within the limits.
    /// </param>
    /// <exception cref="RefusedMessageException">The message violates the profile or a limit.</exception>
    public Envelope Read(Delivery delivery, Func<Delivery, MessageContext> label)
    {
        var message = delivery.Message;
        RefuseTooLarge(message);
        var context = label(delivery);
        RefuseLongNames(context);
        var retry = ReadRetry(message);
        var attempt = 1 + retry.Attempts + (int)Math.Clamp(delivery.DeliveryCount ?? 0, 0, RetryState.MaxAttempts);
        return new Envelope(context.OfAttempt(attempt), message.Body) { Retry = retry, Deadline = ReadTime(message, WireHeaders.Deadline), ExpiresAt = ReadTime(message, WireHeaders.ExpiresAt) };
    }

    /// <summary>Returns the context of a message that uses the AMQP properties for their intended purpose.</summary>
    public static MessageContext Standard(BrokerMessage message, MessageKind kind, string routingKey, Metadata metadata)
    {
        var messageId = MessageHeaders.NullIfEmpty(message.MessageId) ?? MessageIds.New();
        return new MessageContext
        {
            MessageId = messageId,
            CorrelationId = MessageHeaders.NullIfEmpty(message.CorrelationId) ?? messageId,
            CausationId = message.Text(WireHeaders.CausationId),
            Kind = kind,
            RoutingKey = routingKey,
            SourceService = MessageHeaders.NullIfEmpty(message.AppId),
            DestinationService = message.Text(WireHeaders.Destination),
            SentAt = message.Timestamp,
            ContentType = MessageHeaders.NullIfEmpty(message.ContentType),
            ReplyTo = MessageHeaders.NullIfEmpty(message.ReplyTo),
            TraceParent = message.Text(WireHeaders.TraceParent),
            TraceState = message.Text(WireHeaders.TraceState),
            Metadata = metadata,
        };
    }

    /// <summary>Returns the kind of message for its word on the wire.</summary>
    /// <exception cref="RefusedMessageException">The word is missing or unknown.</exception>
    public static MessageKind Kind(string header, string? word) => word switch
    {
        "command" => MessageKind.Command,
        "event" => MessageKind.Event,
        "query" => MessageKind.Query,
        "message" => MessageKind.Message,
        null => throw new RefusedMessageException(
            DeadLetterReason.UnknownKind,
            $"The header '{header}' is missing or no text; allowed are command, event, query and message."),
        _ => throw new RefusedMessageException(
            DeadLetterReason.UnknownKind,
            $"The header '{header}' is '{Printable.Cut(word)}'; allowed are command, event, query and message."),
    };

    private void RefuseTooLarge(BrokerMessage message)
    {
        if (message.Body.Length > limits.MaxBodyBytes)
        {
            throw new RefusedMessageException(
                DeadLetterReason.TooLarge,
                $"The body has {message.Body.Length} bytes and this service takes {limits.MaxBodyBytes}; raise MaxBodyBytes or send less.");
        }

        if (message.Headers.Count <= limits.MaxHeaders && HeaderSize.Of(message.Headers) <= limits.MaxHeaderBytes) return;
        // What ActorBus adds when it sends, and what is added on the way, is not the sender's: what may be sent may be received, and on every try.
        var (count, size) = (0, 0);
        foreach (var (name, value) in message.Headers.AsTable())
        {
            if (BrokerHeaders.Contains(name) || WireHeaders.IsOwn(name) || EcotoneHeaders.Contains(name)) continue;
            count++;
            size += HeaderSize.Of(name, value);
        }

        if (count > limits.MaxHeaders || size > limits.MaxHeaderBytes)
        {
            throw new RefusedMessageException(
                DeadLetterReason.TooLarge,
                $"There are {count} headers of {size} bytes and this service takes {limits.MaxHeaders} of {limits.MaxHeaderBytes}; "
                + "raise MaxHeaders or MaxHeaderBytes, or send less.");
        }
    }

    // A header can be longer than the AMQP property it is copied to when the message is stored or answered.
    private void RefuseLongNames(MessageContext context)
    {
        RefuseLong("id", context.MessageId);
        RefuseLong("correlation id", context.CorrelationId);
        RefuseLong("causation id", context.CausationId);
        RefuseLong("name", context.RoutingKey);
        RefuseLong("source service", context.SourceService);
        RefuseLong("destination service", context.DestinationService);
        RefuseLong("media type", context.ContentType);
    }

    private void RefuseLong(string what, string? text)
    {
        if (text is null || text.Length * 3 <= limits.MaxNameBytes || Encoding.UTF8.GetByteCount(text) is var bytes && bytes <= limits.MaxNameBytes) return;
        throw new RefusedMessageException(
            DeadLetterReason.TooLarge, $"The {what} has {bytes} bytes, and at most {limits.MaxNameBytes} are allowed. Have the sender shorten it.");
    }

    private static RetryState ReadRetry(BrokerMessage message)
    {
        var attempts = message.Number(WireHeaders.Attempts, RetryState.MaxAttempts);
        var delayed = Math.Min(message.Number(WireHeaders.DelayedRetries, RetryState.MaxAttempts), attempts);
        var handler = message.Text(WireHeaders.Handler);
        var first = DateTimeOffset.TryParse(
            message.Text(WireHeaders.FirstFailedAt), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : (DateTimeOffset?)null;
        return attempts == 0 && delayed == 0 && handler is null && first is null
            ? RetryState.None
            : new RetryState(attempts, delayed, handler, first);
    }

    private static DateTimeOffset? ReadTime(BrokerMessage message, string header) =>
        message.Headers.TryGetValue(header, out var value)
        && value is long milliseconds and > 0 and < 253_402_300_799_999
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;
}
