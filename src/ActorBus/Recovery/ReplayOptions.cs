namespace ActorBus.Recovery;

/// <summary>Options of a replay of dead letters.</summary>
public sealed record ReplayOptions
{
    /// <summary>How many a second at most, evenly spaced; null for as fast as the broker takes them.</summary>
    public double? MaxPerSecond { get; init; }

    /// <summary>Told after each one how many were replayed so far; it returns at once and does not throw. Null to tell nobody.</summary>
    public IProgress<long>? Progress { get; init; }
}
