using ActorBus.Distribution.Sending;
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

    /// <summary>How long the broker holds the message before anybody gets it; null for not at all. At most 24 days.</summary>
    /// <remarks>
    /// Never shorter than said; odd delays are up to a twentieth longer. What a handler sends is held from the moment on at which the handler
    /// succeeded. Needs the right to configure <c>actorbus.delay.*</c> on the broker, also where declaring is turned off. Not for queries.
    /// </remarks>
    public TimeSpan? Delay { get; init; }

    /// <summary>
    /// Until when the broker holds the message, by this process's clock; a time that has passed means at once. At most 24 days ahead. Not with <see cref="Delay"/>.
    /// </summary>
    public DateTimeOffset? DeliverAt { get; init; }

    /// <summary>
    /// How long the message may wait in a queue before it becomes a dead letter instead of being handled; null for ever. Whole milliseconds.
    /// With a delay it counts from the delay's end.
    /// </summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>When it is too late to handle the message; then it becomes a dead letter. Not with <see cref="TimeToLive"/>.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Priority within a queue that knows priorities, 0 to 255; higher first. Quorum queues know none.</summary>
    public byte? Priority { get; init; }

    /// <summary>Whether the message is held before anybody gets it.</summary>
    internal bool IsDelayed => Delay is not null || DeliverAt is not null;

    /// <summary>What is wrong with these options; empty when nothing is.</summary>
    internal IReadOnlyList<string> Faults()
    {
        List<string> faults = [];
        if (Timeout <= TimeSpan.Zero || Timeout > DelayedMessage.Longest) faults.Add($"{nameof(Timeout)} is {Timeout}. Use more than nothing and at most {DelayedMessage.Longest}.");
        if (Delay < TimeSpan.Zero || Delay > DelayedMessage.Longest) faults.Add($"{nameof(Delay)} is {Delay}. Use nothing to {DelayedMessage.Longest}.");
        if (TimeToLive < TimeSpan.FromMilliseconds(1) || TimeToLive > DelayedMessage.Longest)
            faults.Add($"{nameof(TimeToLive)} is {TimeToLive}. Use 1 ms to {DelayedMessage.Longest}.");
        if (Delay is not null && DeliverAt is not null) faults.Add($"Both {nameof(Delay)} and {nameof(DeliverAt)} are given. Use one of them.");
        if (TimeToLive is not null && ExpiresAt is not null) faults.Add($"Both {nameof(TimeToLive)} and {nameof(ExpiresAt)} are given. Use one of them.");
        return faults;
    }
}
