namespace ActorBus.Actors.Event;

/// <summary>Writes log entries to standard output, errors to standard error.</summary>
/// <remarks>A child of the system guardian; keeps no state.</remarks>
public class DefaultLogger : ActorBase
{
    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger:
                Sender.Tell(new LoggerInitialized());
                return true;
            case LogEvent entry:
                Print(entry);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Writes one entry.</summary>
    protected virtual void Print(LogEvent logEvent)
    {
        var target = logEvent.LogLevel() == LogLevel.ErrorLevel ? Console.Error : Console.Out;
        target.WriteLine(logEvent);
    }
}
