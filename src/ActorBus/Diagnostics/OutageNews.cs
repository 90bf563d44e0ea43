namespace ActorBus.Diagnostics;

/// <summary>What a failure during an outage is worth in the log.</summary>
internal enum OutageNews
{
    /// <summary>Nothing: it was told a moment ago.</summary>
    None,

    /// <summary>The outage has begun.</summary>
    First,

    /// <summary>It still lasts.</summary>
    Reminder,
}
