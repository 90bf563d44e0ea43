using ActorBus.Messages;

namespace ActorBus.Distribution;

/// <summary>How one message is sent, where it differs from the bus's own settings.</summary>
public sealed record SendOptions
{
    /// <summary>Nothing out of the ordinary.</summary>
    public static SendOptions Default { get; } = new();

    /// <summary>The user's metadata; added to what the message being handled carries, and stronger than it.</summary>
    public Metadata? Metadata { get; init; }

    /// <summary>How long the send, or the ask, may take; null for the bus's own limit. Positive.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How long the message may wait in a queue before the broker dead-letters it; null for ever. Whole milliseconds.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>Priority within a queue that knows priorities, 0 to 255; higher first.</summary>
    public byte? Priority { get; init; }
}
