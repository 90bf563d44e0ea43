namespace Quickstart.Counting;

/// <summary>The counts of one process or run.</summary>
internal sealed record Counts
{
    /// <summary>Lines that were read.</summary>
    public int Lines { get; init; }

    /// <summary>Lines that were refused.</summary>
    public int Rejected { get; init; }

    /// <summary>Messages that the broker confirmed.</summary>
    public int Sent { get; init; }

    /// <summary>Copies of them that must reach a handler.</summary>
    public int Expected { get; init; }

    /// <summary>Copies that a handler took.</summary>
    public int Handled { get; init; }

    /// <summary>Tries that failed and were followed by another.</summary>
    public int Retried { get; init; }

    /// <summary>Copies that ended as dead letters.</summary>
    public int DeadLettered { get; init; }

    /// <summary>Copies of which nothing is known.</summary>
    public int Lost => Expected - Handled - DeadLettered;
}
