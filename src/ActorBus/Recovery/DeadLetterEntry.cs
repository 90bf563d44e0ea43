namespace ActorBus.Recovery;

/// <summary>Describes a dead letter without its body.</summary>
public sealed record DeadLetterEntry
{
    /// <summary>
    /// The id of the entry, 16 hexadecimal digits. Two handlers that failed on one message leave two entries. The id stays the same while the dead
    /// letter remains in the queue; a message that is replayed and fails again is a new entry.
    /// </summary>
    public required string EntryId { get; init; }

    /// <summary>The id of the message; null when it arrived without one.</summary>
    public string? MessageId { get; init; }

    /// <summary>The correlation id of the message.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The name of the message or, without one, the routing key with which it was published; null when neither is known.</summary>
    public string? Name { get; init; }

    /// <summary>The handler that failed, which is the target of a replay; null when the message reached no handler.</summary>
    public string? Handler { get; init; }

    /// <summary>The service that sent the message; null when it did not identify itself.</summary>
    public string? SourceService { get; init; }

    /// <summary>The reason why the message was dead-lettered.</summary>
    public required DeadLetterReason Reason { get; init; }

    /// <summary>
    /// The broker's own reason when the broker dead-lettered the message: <c>delivery_limit</c>, <c>expired</c>, <c>rejected</c> or <c>maxlen</c>;
    /// otherwise null.
    /// </summary>
    public string? BrokerReason { get; init; }

    /// <summary>The full type name of the last exception; null when there was none.</summary>
    public string? ExceptionType { get; init; }

    /// <summary>The message of the last exception.</summary>
    public string? ExceptionMessage { get; init; }

    /// <summary>The number of handling attempts, as far as known.</summary>
    public int Attempts { get; init; }

    /// <summary>The time of the first failure; null when unknown.</summary>
    public DateTimeOffset? FirstFailedAt { get; init; }

    /// <summary>The time at which the message was dead-lettered; null when unknown.</summary>
    public DateTimeOffset? LastFailedAt { get; init; }

    /// <summary>The number of earlier replays.</summary>
    public int Replays { get; init; }

    /// <summary>The media type of the body.</summary>
    public string? ContentType { get; init; }

    /// <summary>The size of the body in bytes.</summary>
    public int BodyBytes { get; init; }
}
