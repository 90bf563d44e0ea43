using ActorBus.Brokers;
using ActorBus.Distribution.Sending;
using ActorBus.Messages;

namespace ActorBus.Distribution.Profiles;

/// <summary>Writes envelopes and replies into AMQP properties and headers.</summary>
internal static class EnvelopeWriter
{
    /// <summary>The kind of a reply on the wire; no handler accepts it.</summary>
    public const string ReplyKind = "reply";

    /// <summary>Returns the word for a kind of message on the wire.</summary>
    public static string KindWord(MessageKind kind) => kind switch
    {
        MessageKind.Command => "command",
        MessageKind.Event => "event",
        MessageKind.Query => "query",
        MessageKind.Message => "message",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no word for this kind of message."),
    };

    /// <summary>Returns the message as it is transmitted.</summary>
    public static BrokerMessage Write(Envelope envelope, string kind)
    {
        var context = envelope.Context;
        var headers = new Dictionary<string, object>(context.Metadata.Count + 5, StringComparer.Ordinal);
        if (context.Metadata.Count > 0)
        {
            foreach (var (key, value) in context.Metadata) headers[key] = value;
        }

        headers[WireHeaders.Kind] = kind;
        if (context.DestinationService is { } destination) headers[WireHeaders.Destination] = destination;
        if (context.CausationId is { } cause) headers[WireHeaders.CausationId] = cause;
        if (context.TraceParent is { } parent) headers[WireHeaders.TraceParent] = parent;
        if (context.TraceState is { } state) headers[WireHeaders.TraceState] = state;
        if (envelope.Deadline is { } deadline) headers[WireHeaders.Deadline] = deadline.ToUnixTimeMilliseconds();
        if (envelope.ExpiresAt is { } expiry) headers[WireHeaders.ExpiresAt] = expiry.ToUnixTimeMilliseconds();
        if (envelope.Fault is { } fault) headers[WireHeaders.Fault] = fault;

        return new BrokerMessage
        {
            Body = envelope.Body,
            MessageId = context.MessageId,
            CorrelationId = context.CorrelationId,
            Type = context.RoutingKey,
            ContentType = context.ContentType,
            AppId = context.SourceService,
            Timestamp = context.SentAt,
            ReplyTo = context.ReplyTo,
            Expiration = envelope.TimeToLive,
            Priority = envelope.Priority,
            Headers = headers,
        };
    }
}
