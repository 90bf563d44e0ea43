namespace ActorBus.Actors.Event;

/// <summary>A log text that is put together only when somebody reads it.</summary>
public abstract class LogMessage
{
    /// <summary>Turns template and values into text.</summary>
    protected readonly ILogMessageFormatter Formatter;

    /// <summary>Creates the message from its template.</summary>
    protected LogMessage(ILogMessageFormatter formatter, string format)
    {
        Formatter = formatter;
        Format = format;
    }

    /// <summary>The template.</summary>
    public string Format { get; }

    /// <summary>The values for the template.</summary>
    public abstract IEnumerable<object?> Parameters();

    /// <summary>Template and values side by side, for when they do not fit each other.</summary>
    public abstract string Unformatted();
}
