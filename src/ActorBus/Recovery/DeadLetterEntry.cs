namespace ActorBus.Recovery;

/// <summary>What a dead letter says of itself, without its body.</summary>
public sealed record DeadLetterEntry
{
    /// <summary>
    /// Its own id, 16 hexadecimal digits: two handlers that failed on one message leave two entries. Stays the same as long as
    /// the dead letter lies there; one that is replayed and fails again is another entry.
    /// </summary>
    public required string EntryId { get; init; }

    /// <summary>The id of the message; null when it came without one.</summary>
    public string? MessageId { get; init; }

    /// <summary>The conversation it belongs to.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The name of the message, else the routing key it was published with; null when neither is known.</summary>
    public string? Name { get; init; }

    /// <summary>The handler that failed, to which a replay goes; null when no handler had got it.</summary>
    public string? Handler { get; init; }

    /// <summary>The service that sent it; null when it did not say.</summary>
    public string? SourceService { get; init; }

    /// <summary>Why it is here.</summary>
    public required DeadLetterReason Reason { get; init; }

    /// <summary>
    /// The broker's own word when it made the dead letter itself: <c>delivery_limit</c>, <c>expired</c>, <c>rejected</c> or
    /// <c>maxlen</c>; else null.
    /// </summary>
    public string? BrokerReason { get; init; }

    /// <summary>The full name of the last exception's type; null when there was none.</summary>
    public string? ExceptionType { get; init; }

    /// <summary>The text of the last exception.</summary>
    public string? ExceptionMessage { get; init; }

    /// <summary>How often it was tried, as far as is known.</summary>
    public int Attempts { get; init; }

    /// <summary>When it failed first; null when that is not known.</summary>
    public DateTimeOffset? FirstFailedAt { get; init; }

    /// <summary>When it became a dead letter; null when that is not known.</summary>
    public DateTimeOffset? LastFailedAt { get; init; }

    /// <summary>How often it was replayed before.</summary>
    public int Replays { get; init; }

    /// <summary>The media type of its body.</summary>
    public string? ContentType { get; init; }

    /// <summary>The size of its body.</summary>
    public int BodyBytes { get; init; }
}
