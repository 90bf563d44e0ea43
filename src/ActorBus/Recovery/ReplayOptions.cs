namespace ActorBus.Recovery;

/// <summary>How dead letters are replayed.</summary>
public sealed record ReplayOptions
{
    /// <summary>How many a second at most, evenly spaced; null for as fast as the broker takes them.</summary>
    public double? MaxPerSecond { get; init; }
}
