namespace ActorBus.Messages;

/// <summary>Who a message is: its identity, where it came from and what travels with it.</summary>
/// <remarks>
/// A handler may take it as a parameter. A message sent while another one is handled inherits the correlation id and the
/// user metadata of that one and names it as its cause; nothing else is inherited.
/// </remarks>
public sealed record MessageContext
{
    /// <summary>The id of this message: stays the same over every hop, retry and replay.</summary>
    public required string MessageId { get; init; }

    /// <summary>The id that all messages of one conversation share; the message id of the first one.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>The id of the message whose handling sent this one; null for the first of a conversation.</summary>
    public string? CausationId { get; init; }

    /// <summary>What the message asks of its receiver.</summary>
    public required MessageKind Kind { get; init; }

    /// <summary>The name by which handlers are found: routing key of a command or event, channel of a message.</summary>
    public required string RoutingKey { get; init; }

    /// <summary>The service that sent it; null when it was dispatched in this process.</summary>
    public string? SourceService { get; init; }

    /// <summary>The service it was sent to; null for events and for local dispatch.</summary>
    public string? DestinationService { get; init; }

    /// <summary>When it was sent, by the sender's clock; null when the sender did not say.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The media type of the body it arrived with; null for local dispatch.</summary>
    public string? ContentType { get; init; }

    /// <summary>Where a reply is awaited; null when none is.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Which try at handling this is: 1 for the first, over all instances of the service.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>W3C trace context of the sender (<c>traceparent</c>); null when it sent none.</summary>
    public string? TraceParent { get; init; }

    /// <summary>W3C trace state of the sender (<c>tracestate</c>); null when it sent none.</summary>
    public string? TraceState { get; init; }

    /// <summary>The user's own metadata.</summary>
    public Metadata Metadata { get; init; } = Metadata.Empty;

    /// <summary>The same at another try; no copy when it is this one.</summary>
    internal MessageContext OfAttempt(int attempt) => attempt == Attempt ? this : this with { Attempt = attempt };
}
