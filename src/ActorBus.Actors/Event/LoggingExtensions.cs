namespace ActorBus.Actors.Event;

/// <summary>Logging at a level; the text is formatted only when the level is enabled.</summary>
public static class LoggingExtensions
{
    /// <summary>Logs at debug level.</summary>
    public static void Debug(this ILoggingAdapter log, string format) => log.Log(LogLevel.DebugLevel, null, format);

    /// <summary>Logs an exception at debug level.</summary>
    public static void Debug(this ILoggingAdapter log, Exception? cause, string format) => log.Log(LogLevel.DebugLevel, cause, format);

    /// <summary>Logs a template and its values at debug level.</summary>
    public static void Debug(this ILoggingAdapter log, string format, params object?[] args) =>
        LogTemplate(log, LogLevel.DebugLevel, null, format, args);

    /// <summary>Logs an exception, a template and its values at debug level.</summary>
    public static void Debug(this ILoggingAdapter log, Exception? cause, string format, params object?[] args) =>
        LogTemplate(log, LogLevel.DebugLevel, cause, format, args);

    /// <summary>Logs at info level.</summary>
    public static void Info(this ILoggingAdapter log, string format) => log.Log(LogLevel.InfoLevel, null, format);

    /// <summary>Logs an exception at info level.</summary>
    public static void Info(this ILoggingAdapter log, Exception? cause, string format) => log.Log(LogLevel.InfoLevel, cause, format);

    /// <summary>Logs a template and its values at info level.</summary>
    public static void Info(this ILoggingAdapter log, string format, params object?[] args) =>
        LogTemplate(log, LogLevel.InfoLevel, null, format, args);

    /// <summary>Logs an exception, a template and its values at info level.</summary>
    public static void Info(this ILoggingAdapter log, Exception? cause, string format, params object?[] args) =>
        LogTemplate(log, LogLevel.InfoLevel, cause, format, args);

    /// <summary>Logs at warning level.</summary>
    public static void Warning(this ILoggingAdapter log, string format) => log.Log(LogLevel.WarningLevel, null, format);

    /// <summary>Logs an exception at warning level.</summary>
    public static void Warning(this ILoggingAdapter log, Exception? cause, string format) => log.Log(LogLevel.WarningLevel, cause, format);

    /// <summary>Logs a template and its values at warning level.</summary>
    public static void Warning(this ILoggingAdapter log, string format, params object?[] args) =>
        LogTemplate(log, LogLevel.WarningLevel, null, format, args);

    /// <summary>Logs an exception, a template and its values at warning level.</summary>
    public static void Warning(this ILoggingAdapter log, Exception? cause, string format, params object?[] args) =>
        LogTemplate(log, LogLevel.WarningLevel, cause, format, args);

    /// <summary>Logs at error level.</summary>
    public static void Error(this ILoggingAdapter log, string format) => log.Log(LogLevel.ErrorLevel, null, format);

    /// <summary>Logs an exception at error level.</summary>
    public static void Error(this ILoggingAdapter log, Exception? cause, string format) => log.Log(LogLevel.ErrorLevel, cause, format);

    /// <summary>Logs a template and its values at error level.</summary>
    public static void Error(this ILoggingAdapter log, string format, params object?[] args) =>
        LogTemplate(log, LogLevel.ErrorLevel, null, format, args);

    /// <summary>Logs an exception, a template and its values at error level.</summary>
    public static void Error(this ILoggingAdapter log, Exception? cause, string format, params object?[] args) =>
        LogTemplate(log, LogLevel.ErrorLevel, cause, format, args);

    /// <summary>Logs at a level.</summary>
    public static void Log(this ILoggingAdapter log, LogLevel level, string format) => log.Log(level, null, format);

    /// <summary>Logs a template and its values at a level.</summary>
    public static void Log(this ILoggingAdapter log, LogLevel level, string format, params object?[] args) =>
        LogTemplate(log, level, null, format, args);

    /// <summary>Logs an exception, a template and its values at a level.</summary>
    public static void Log(this ILoggingAdapter log, LogLevel level, Exception? cause, string format, params object?[] args) =>
        LogTemplate(log, level, cause, format, args);

    private static void LogTemplate(ILoggingAdapter log, LogLevel level, Exception? cause, string format, object?[] args)
    {
        if (log.IsEnabled(level))
            log.Log(level, cause, new TemplateLogMessage(log.Formatter, format, args));
    }
}
