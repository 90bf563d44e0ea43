namespace ActorBus.Raw;

/// <summary>Properties of one message that differ from the defaults; null keeps the default.</summary>
public sealed record RawProperties
{
    /// <summary>Identity of the message; none by default.</summary>
    public string? MessageId { get; init; }

    /// <summary>Identity of the conversation; a new UUID by default.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The queue that awaits a reply.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Name of the message.</summary>
    public string? Type { get; init; }

    /// <summary>Media type of the body; <c>application/json</c> by default, unless the options of a publisher with a name say otherwise.</summary>
    public string? ContentType { get; init; }

    /// <summary>How long it may wait in a queue.</summary>
    public TimeSpan? Expiration { get; init; }

    /// <summary>Priority within a queue that knows priorities.</summary>
    public byte? Priority { get; init; }

    /// <summary>Whether it outlives a restart of the broker; yes, unless the options of a publisher with a name say otherwise.</summary>
    public bool? Persistent { get; init; }

    /// <summary>All headers, instead of the defaults and those of the publisher.</summary>
    public IReadOnlyDictionary<string, object?>? Headers { get; init; }
}
