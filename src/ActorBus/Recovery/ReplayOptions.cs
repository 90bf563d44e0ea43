namespace ActorBus.Recovery;

/// <summary>Options of a replay of dead letters.</summary>
public sealed record ReplayOptions
{
    /// <summary>The maximum number of replays per second, evenly spaced; null for no limit.</summary>
    public double? MaxPerSecond { get; init; }

    /// <summary>
    /// Whether what the broker itself dead-lettered returns to any queue that its header <c>x-death</c> names. The default, false, allows the queues
    /// that the service consumes, and refuses all others: whoever may publish can write the header.
    /// </summary>
    public bool ToAnyQueue { get; init; }

    /// <summary>Receives the number replayed so far after each replay; must return immediately and not throw. Null for no reports.</summary>
    public IProgress<long>? Progress { get; init; }
}
