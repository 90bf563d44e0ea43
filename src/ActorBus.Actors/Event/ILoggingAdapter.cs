namespace ActorBus.Actors.Event;

/// <summary>Logs in the name of one source; the entries go to the event stream.</summary>
public interface ILoggingAdapter
{
    /// <summary>Turns templates into text.</summary>
    ILogMessageFormatter Formatter { get; }

    /// <summary>True when entries at debug level go anywhere.</summary>
    bool IsDebugEnabled { get; }

    /// <summary>True when entries at info level go anywhere.</summary>
    bool IsInfoEnabled { get; }

    /// <summary>True when entries at warning level go anywhere.</summary>
    bool IsWarningEnabled { get; }

    /// <summary>True when entries at error level go anywhere.</summary>
    bool IsErrorEnabled { get; }

    /// <summary>True when entries at a level go anywhere.</summary>
    bool IsEnabled(LogLevel logLevel);

    /// <summary>Logs a text.</summary>
    void Log(LogLevel logLevel, Exception? cause, string format);

    /// <summary>Logs a text that is put together later.</summary>
    void Log(LogLevel logLevel, Exception? cause, LogMessage message);
}
