namespace Quickstart.Counting;

/// <summary>What became of the messages of one handler.</summary>
/// <param name="Name">The handler; empty for messages that reached none.</param>
internal sealed record HandlerCounts(string Name)
{
    /// <summary>Handled.</summary>
    public int Handled { get; init; }

    /// <summary>Tried again.</summary>
    public int Retried { get; init; }

    /// <summary>Dead letters.</summary>
    public int DeadLettered { get; init; }
}
