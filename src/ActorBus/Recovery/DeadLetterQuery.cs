namespace ActorBus.Recovery;

/// <summary>Specifies which part of the dead letters to list.</summary>
public sealed record DeadLetterQuery
{
    /// <summary>The filter that selects the dead letters.</summary>
    public DeadLetterFilter Filter { get; init; } = DeadLetterFilter.All;

    /// <summary>How many matching dead letters to skip; 0 or more, and at most 10,000 together with <see cref="Limit"/>. The default is 0.</summary>
    public int Offset { get; init; }

    /// <summary>The maximum number of dead letters to list; 1 to 1,000. The default is 20.</summary>
    public int Limit { get; init; } = 20;

    /// <summary>Whether to list the oldest failures first. The default, false, lists the latest failures first.</summary>
    public bool OldestFirst { get; init; }
}
