namespace ActorBus.Diagnostics;

/// <summary>What to log about a failure during an outage.</summary>
internal enum OutageNews
{
    /// <summary>Nothing, because it was logged a moment ago.</summary>
    None,

    /// <summary>The outage has begun.</summary>
    First,

    /// <summary>The outage continues.</summary>
    Reminder,
}
