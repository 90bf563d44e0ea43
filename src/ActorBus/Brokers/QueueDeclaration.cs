namespace ActorBus.Brokers;

/// <summary>Represents a queue and its arguments.</summary>
/// <param name="Name">The name of the queue; at most 255 bytes of UTF-8, not beginning with <c>amq.</c></param>
public sealed record QueueDeclaration(string Name)
{
    /// <summary>The type of the queue. The default is <see cref="QueueKind.Quorum"/>.</summary>
    public QueueKind Kind { get; init; } = QueueKind.Quorum;

    /// <summary>How long a message may stay in the queue before it is dead-lettered, in whole milliseconds; null for no limit.</summary>
    public TimeSpan? MessageTtl { get; init; }

    /// <summary>How long the queue may be unused before it is deleted; null for no limit. Not for queues whose messages must not be lost.</summary>
    public TimeSpan? Expires { get; init; }

    /// <summary>How often a message may return to the queue unsettled before it is dead-lettered; null for no limit. Quorum queues only.</summary>
    public int? DeliveryLimit { get; init; }

    /// <summary>
    /// The exchange for messages that are rejected, expired or over the delivery limit; empty for the default exchange, null for none.
    /// </summary>
    public string? DeadLetterExchange { get; init; }

    /// <summary>The routing key of dead letters; null to keep their own.</summary>
    public string? DeadLetterRoutingKey { get; init; }

    /// <summary>The maximum number of messages, beyond which messages are refused (nack); null for no limit.</summary>
    public long? MaxLength { get; init; }

    /// <summary>The maximum total size of bodies in bytes, beyond which messages are refused (nack); null for no limit.</summary>
    public long? MaxLengthBytes { get; init; }

    /// <summary>The highest priority that the queue distinguishes, 1 to 255; null for a queue without priorities. Classic queues only.</summary>
    public int? MaxPriority { get; init; }

    /// <summary>Whether only one consumer at a time receives messages, with another one taking over when it goes.</summary>
    public bool SingleActiveConsumer { get; init; }
}
