namespace ActorBus.Raw;

/// <summary>Represents properties of one raw message that differ from the defaults; null keeps the default.</summary>
public sealed record RawProperties
{
    /// <summary>The id of the message; none by default.</summary>
    public string? MessageId { get; init; }

    /// <summary>The id of the conversation; a new UUID by default.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The queue for the reply.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The name of the message.</summary>
    public string? Type { get; init; }

    /// <summary>The media type of the body; by default that of the named publisher's options, else <c>application/json</c>.</summary>
    public string? ContentType { get; init; }

    /// <summary>How long the message may wait in a queue.</summary>
    public TimeSpan? Expiration { get; init; }

    /// <summary>The priority within a queue that supports priorities.</summary>
    public byte? Priority { get; init; }

    /// <summary>Whether the message survives a restart of the broker; by default as in the named publisher's options, else true.</summary>
    public bool? Persistent { get; init; }

    /// <summary>All headers, replacing the defaults and those of the publisher.</summary>
    public IReadOnlyDictionary<string, object?>? Headers { get; init; }
}
