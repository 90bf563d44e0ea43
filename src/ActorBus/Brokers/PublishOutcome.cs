namespace ActorBus.Brokers;

/// <summary>What became of a publish, and why.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Reason">The broker's or the client's words; null when confirmed.</param>
public readonly record struct PublishOutcome(PublishStatus Status, string? Reason = null)
{
    /// <summary>Stored by the broker.</summary>
    public static PublishOutcome Confirmed { get; } = new(PublishStatus.Confirmed);
}
