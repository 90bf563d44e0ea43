namespace ActorBus.Actors.Event;

/// <summary>Makes logging adapters.</summary>
public static class Logging
{
    /// <summary>An adapter whose source is the current actor.</summary>
    public static ILoggingAdapter GetLogger(this IActorContext context, ILogMessageFormatter? logMessageFormatter = null)
    {
        var type = (context as ActorCell)?.Props.Type ?? context.GetType();
        return new BusLogging(
            context.System.EventStream, context.Self.Path.ToString(), type, logMessageFormatter ?? context.System.Settings.LogFormatter);
    }

    /// <summary>An adapter for a source: a text, a type, an actor's reference, or any object whose type then is the source.</summary>
    public static ILoggingAdapter GetLogger(ActorSystem system, object logSourceObj, ILogMessageFormatter? logMessageFormatter = null) =>
        GetLogger(system.EventStream, logSourceObj, logMessageFormatter ?? system.Settings.LogFormatter);

    /// <summary>An adapter for a source on an event stream.</summary>
    public static ILoggingAdapter GetLogger(LoggingBus loggingBus, object logSourceObj, ILogMessageFormatter? logMessageFormatter = null)
    {
        var (source, type) = logSourceObj switch
        {
            string text => (text, typeof(DummyClassForStringSources)),
            Type t => (SimpleName(t), t),
            IActorRef actor => (actor.Path.ToString(), actor.GetType()),
            IInternalActor actor => (actor.ActorContext.Self.Path.ToString(), logSourceObj.GetType()),
            _ => (SimpleName(logSourceObj), logSourceObj.GetType()),
        };
        return new BusLogging(loggingBus, source, type, logMessageFormatter ?? DefaultLogMessageFormatter.Instance);
    }

    /// <summary>The name of the object's class.</summary>
    public static string SimpleName(object o) => SimpleName(o.GetType());

    /// <summary>The name of a class.</summary>
    public static string SimpleName(Type t) => t.Name;

    /// <summary>The event class of a level.</summary>
    public static Type ClassFor(this LogLevel logLevel) => logLevel switch
    {
        LogLevel.DebugLevel => typeof(Debug),
        LogLevel.InfoLevel => typeof(Info),
        LogLevel.WarningLevel => typeof(Warning),
        _ => typeof(Error),
    };

    /// <summary>The level of an event class.</summary>
    /// <exception cref="ArgumentException">The class is none of those that have a level.</exception>
    public static LogLevel LogLevelFor<T>()
        where T : LogEvent => Enum.GetValues<LogLevel>() is var levels && Array.Find(levels, level => level.ClassFor() == typeof(T)) is var found && found.ClassFor() == typeof(T)
            ? found
            : throw new ArgumentException($"{typeof(T).Name} has no log level; those that have one are Debug, Info, Warning and Error.");

    /// <summary>The level as the configuration writes it.</summary>
    public static string StringFor(this LogLevel logLevel) => logLevel switch
    {
        LogLevel.DebugLevel => "DEBUG",
        LogLevel.InfoLevel => "INFO",
        LogLevel.WarningLevel => "WARNING",
        _ => "ERROR",
    };

    /// <summary>Reads a level: DEBUG, INFO, WARNING, ERROR or OFF.</summary>
    /// <exception cref="ArgumentException">The text is no level.</exception>
    public static LogLevel LogLevelFor(string logLevel) => logLevel.ToUpperInvariant() switch
    {
        "DEBUG" => LogLevel.DebugLevel,
        "INFO" => LogLevel.InfoLevel,
        "WARNING" or "WARN" => LogLevel.WarningLevel,
        "ERROR" => LogLevel.ErrorLevel,
        "OFF" => (LogLevel)int.MaxValue,
        _ => throw new ArgumentException($"'{logLevel}' is not a log level; use DEBUG, INFO, WARNING, ERROR or OFF.", nameof(logLevel)),
    };
}
