namespace ActorBus.Actors.Event;

/// <summary>A log entry at error level.</summary>
public class Error : LogEvent
{
    /// <summary>Creates an entry with an exception.</summary>
    public Error(Exception? cause, string logSource, Type logClass, object message)
    {
        Cause = cause;
        LogSource = logSource;
        LogClass = logClass;
        Message = message;
    }

    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.ErrorLevel;
}
