namespace ActorBus.Actors.Event;

/// <summary>A log entry; published to the event stream, where loggers subscribe.</summary>
public abstract class LogEvent : INoSerializationVerificationNeeded
{
    /// <summary>Notes time and thread.</summary>
    protected LogEvent()
    {
        Timestamp = DateTime.UtcNow;
        Thread = Thread.CurrentThread;
    }

    /// <summary>The exception logged, or null.</summary>
    public Exception? Cause { get; protected init; }

    /// <summary>When, in UTC.</summary>
    public DateTime Timestamp { get; }

    /// <summary>The thread that logged.</summary>
    public Thread Thread { get; }

    /// <summary>What logged: mostly the path of an actor.</summary>
    public string LogSource { get; protected init; } = "";

    /// <summary>The class of what logged.</summary>
    public Type LogClass { get; protected init; } = typeof(object);

    /// <summary>The text, or a <see cref="LogMessage"/> that makes it.</summary>
    public object Message { get; protected init; } = "";

    /// <summary>The level of this entry.</summary>
    public abstract LogLevel LogLevel();

    /// <inheritdoc/>
    public override string ToString()
    {
        var level = LogLevel().ToString().Replace("Level", "", StringComparison.Ordinal).ToUpperInvariant();
        var text = $"[{level}][{Timestamp:O}][Thread {Thread.ManagedThreadId:0000}][{LogSource}] {Message}";
        return Cause is null ? text : $"{text}{Environment.NewLine}Cause: {Cause}";
    }
}
