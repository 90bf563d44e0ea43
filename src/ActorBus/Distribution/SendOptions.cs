using ActorBus.Distribution.Sending;
using ActorBus.Messages;

namespace ActorBus.Distribution;

/// <summary>Options of a single send that override the settings of the bus.</summary>
public sealed record SendOptions
{
    /// <summary>The options that override nothing.</summary>
    public static SendOptions Default { get; } = new();

    /// <summary>The user metadata to add to that of the message being handled, over which it takes precedence.</summary>
    public Metadata? Metadata { get; init; }

    /// <summary>The time limit of the send or ask; null for the limit of the bus. More than zero, at most 24 days.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How long the broker holds the message before it is delivered; null for no delay. At most 24 days.</summary>
    /// <remarks>
    /// The delay is never shorter than requested, and at most one twentieth longer where it has to be rounded. The delay of a message sent by a
    /// handler starts when the handler has succeeded. Requires the permission to configure <c>actorbus.delay.*</c> on the broker, even where
    /// declaring is turned off. Not for queries.
    /// </remarks>
    public TimeSpan? Delay { get; init; }

    /// <summary>
    /// Until when the broker holds the message, by the clock of this process; a time in the past means immediately. At most 24 days ahead. Cannot be
    /// combined with <see cref="Delay"/>.
    /// </summary>
    public DateTimeOffset? DeliverAt { get; init; }

    /// <summary>
    /// How long the message may wait in a queue before it becomes a dead letter instead of being handled; null for no limit. 1 ms to 24 days, in
    /// whole milliseconds. With a delay, it counts from the end of the delay.
    /// </summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>
    /// The time from which the message is no longer handled but becomes a dead letter. Cannot be combined with <see cref="TimeToLive"/>.
    /// </summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>
    /// The priority within a queue that supports priorities, 0 to 255; higher values are delivered first. Quorum queues do not support priorities.
    /// </summary>
    public byte? Priority { get; init; }

    /// <summary>Whether the message is held before it is delivered.</summary>
    internal bool IsDelayed => Delay is not null || DeliverAt is not null;

    /// <summary>Returns the faults of these options; empty when they are valid.</summary>
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
