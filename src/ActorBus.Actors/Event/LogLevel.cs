namespace ActorBus.Actors.Event;

/// <summary>How important a log entry is.</summary>
public enum LogLevel
{
    /// <summary>For finding faults.</summary>
    DebugLevel,

    /// <summary>What goes on.</summary>
    InfoLevel,

    /// <summary>Something unusual that was dealt with.</summary>
    WarningLevel,

    /// <summary>Something that failed.</summary>
    ErrorLevel,
}
