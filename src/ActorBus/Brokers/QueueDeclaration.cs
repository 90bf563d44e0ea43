namespace ActorBus.Brokers;

/// <summary>A queue.</summary>
/// <param name="Name">Its name; at most 255 bytes of UTF-8, not beginning with <c>amq.</c></param>
public sealed record QueueDeclaration(string Name)
{
    /// <summary>How it keeps its messages.</summary>
    public QueueKind Kind { get; init; } = QueueKind.Quorum;

    /// <summary>After how long in the queue a message is dead-lettered; null for never. Whole milliseconds.</summary>
    public TimeSpan? MessageTtl { get; init; }

    /// <summary>After how long without use the queue itself goes; null for never. Not for a queue that holds what must not be lost.</summary>
    public TimeSpan? Expires { get; init; }

    /// <summary>How often a message may come back unsettled before it is dead-lettered; null for no limit. Quorum queues only.</summary>
    public int? DeliveryLimit { get; init; }

    /// <summary>The exchange that gets what is rejected, expired or over the delivery limit; empty for the default exchange, null for none.</summary>
    public string? DeadLetterExchange { get; init; }

    /// <summary>The routing key that dead letters get; null to keep their own.</summary>
    public string? DeadLetterRoutingKey { get; init; }

    /// <summary>How many messages it holds at most; more are refused (nack). Null for no limit.</summary>
    public long? MaxLength { get; init; }

    /// <summary>How many bytes of bodies it holds at most; more are refused (nack). Null for no limit.</summary>
    public long? MaxLengthBytes { get; init; }

    /// <summary>The highest priority that it tells from lower ones, 1 to 255; null for a queue that knows no priorities. Classic queues only.</summary>
    public int? MaxPriority { get; init; }

    /// <summary>True: only one consumer at a time gets messages, another takes over when it goes.</summary>
    public bool SingleActiveConsumer { get; init; }
}
