namespace ActorBus.Recovery;

/// <summary>Options of a replay of dead letters.</summary>
public sealed record ReplayOptions
{
    /// <summary>The maximum number of replays per second, evenly spaced; null for no limit.</summary>
    public double? MaxPerSecond { get; init; }

    /// <summary>Receives the number replayed so far after each replay; must return immediately and not throw. Null for no reports.</summary>
    public IProgress<long>? Progress { get; init; }
}
