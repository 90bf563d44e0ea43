namespace Quickstart.Counting;

/// <summary>What is counted.</summary>
internal enum Fact
{
    /// <summary>A run began; nothing to count, but a successor goes on with it.</summary>
    Run,

    /// <summary>A line was read.</summary>
    Line,

    /// <summary>A line was refused, or what it asked for was.</summary>
    Rejected,

    /// <summary>The broker confirmed a message.</summary>
    Sent,

    /// <summary>A handler succeeded.</summary>
    Handled,

    /// <summary>A handler failed and is tried again.</summary>
    Retried,

    /// <summary>A message became a dead letter.</summary>
    DeadLettered,
}
