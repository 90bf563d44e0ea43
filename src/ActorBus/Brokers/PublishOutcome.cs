namespace ActorBus.Brokers;

/// <summary>Represents the outcome of a publish.</summary>
/// <param name="Status">The status of the publish.</param>
/// <param name="Reason">The reason given by the broker or the client; null when confirmed.</param>
public readonly record struct PublishOutcome(PublishStatus Status, string? Reason = null)
{
    /// <summary>The outcome of a publish that the broker has stored.</summary>
    public static PublishOutcome Confirmed { get; } = new(PublishStatus.Confirmed);
}
