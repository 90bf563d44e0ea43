namespace ActorBus.Messages;

/// <summary>Describes a message: its identity, its origin and the metadata that accompanies it.</summary>
/// <remarks>
/// A handler may take it as a parameter. A message sent while another one is being handled inherits the correlation id and the user metadata of that
/// message and names it as its cause; nothing else is inherited.
/// </remarks>
public sealed record MessageContext
{
    /// <summary>The id of the message, which stays the same across all hops, retries and replays.</summary>
    public required string MessageId { get; init; }

    /// <summary>The id shared by all messages of one conversation; equal to the message id of the first one.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>The id of the message whose handling sent this one; null for the first message of a conversation.</summary>
    public string? CausationId { get; init; }

    /// <summary>The kind of message.</summary>
    public required MessageKind Kind { get; init; }

    /// <summary>The name by which handlers are found: the routing key of a command, event or query, or the channel of a message.</summary>
    public required string RoutingKey { get; init; }

    /// <summary>The service that sent the message; null when it was dispatched in this process.</summary>
    public string? SourceService { get; init; }

    /// <summary>The service the message was sent to; null for events and local dispatches.</summary>
    public string? DestinationService { get; init; }

    /// <summary>The time of sending by the clock of the sender; null when the sender did not state it.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The media type of the received body; null for local dispatches.</summary>
    public string? ContentType { get; init; }

    /// <summary>The address for a reply; null when no reply is expected.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The number of the handling attempt, counted over all instances of the service; 1 for the first.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>The W3C trace context of the sender (<c>traceparent</c>); null when it sent none.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The W3C trace state of the sender (<c>tracestate</c>); null when it sent none.</summary>
    public string? TraceState { get; init; }

    /// <summary>The user-defined metadata.</summary>
    public Metadata Metadata { get; init; } = Metadata.Empty;

    /// <summary>Returns the context with another attempt number, or this instance if the number is the same.</summary>
    internal MessageContext OfAttempt(int attempt) => attempt == Attempt ? this : this with { Attempt = attempt };
}
