namespace ActorBus.Recovery;

/// <summary>Which part of the dead letters is listed.</summary>
public sealed record DeadLetterQuery
{
    /// <summary>Which are meant at all.</summary>
    public DeadLetterFilter Filter { get; init; } = DeadLetterFilter.All;

    /// <summary>How many of them are left out first; 0 or more, with <see cref="Limit"/> at most 10,000.</summary>
    public int Offset { get; init; }

    /// <summary>How many are listed at most; 1 to 1,000.</summary>
    public int Limit { get; init; } = 20;

    /// <summary>False: those that failed last come first. True: the other way round.</summary>
    public bool OldestFirst { get; init; }
}
