using ActorBus.Distribution.Profiles;
using ActorBus.Messages;

namespace ActorBus.Distribution.Sending;

/// <summary>A message between services: its context, and its body as bytes.</summary>
/// <param name="Context">Identity, address and metadata.</param>
/// <param name="Body">The body, in the media type of the context.</param>
internal sealed record Envelope(MessageContext Context, ReadOnlyMemory<byte> Body)
{
    /// <summary>How long the message may wait at the broker; null for no limit.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>How long the broker holds the message before it is delivered; null for no delay.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Until when the broker holds the message; null for no delay.</summary>
    public DateTimeOffset? DeliverAt { get; init; }

    /// <summary>The time from which the receiver no longer handles the message; null for no limit, or when the broker enforces it.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The priority within a queue that supports priorities.</summary>
    public byte? Priority { get; init; }

    /// <summary>The time after which the answer to a query is no longer awaited; null when unknown.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>The record of earlier handling attempts.</summary>
    public RetryState Retry { get; init; } = RetryState.None;

    /// <summary>The event name or pattern for which this copy was delivered, where each has its own copy; null for all that match.</summary>
    public string? Subscription { get; init; }

    /// <summary>In the answer to a query, the error text of a service that could not answer; otherwise null.</summary>
    public string? Fault { get; init; }
}
