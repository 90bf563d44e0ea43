using ActorBus.Distribution.Profiles;
using ActorBus.Messages;

namespace ActorBus.Distribution.Sending;

/// <summary>A message between services: who it is, and its body as bytes.</summary>
/// <param name="Context">Identity, address and metadata.</param>
/// <param name="Body">The body, in the media type of the context.</param>
internal sealed record Envelope(MessageContext Context, ReadOnlyMemory<byte> Body)
{
    /// <summary>How long the broker may keep it waiting; null for ever.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>How long the broker holds it before anybody gets it; null for not at all.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Until when the broker holds it; null for not at all.</summary>
    public DateTimeOffset? DeliverAt { get; init; }

    /// <summary>When it is too late to handle it; null for never, or where the broker sees to that.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Priority within a queue that knows priorities.</summary>
    public byte? Priority { get; init; }

    /// <summary>When nobody waits for the answer to a query any more; null when that is not known.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>What is known of earlier tries at handling it.</summary>
    public RetryState Retry { get; init; } = RetryState.None;

    /// <summary>The event name or pattern whose copy this is, where each has a copy of its own; null for all that fit.</summary>
    public string? Subscription { get; init; }

    /// <summary>Answer to a query: the error text of the one who could not answer; null otherwise.</summary>
    public string? Fault { get; init; }
}
