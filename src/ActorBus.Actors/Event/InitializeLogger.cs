namespace ActorBus.Actors.Event;

/// <summary>The first message a logger gets; it subscribes if it wants to and answers with <see cref="LoggerInitialized"/>.</summary>
public class InitializeLogger : INoSerializationVerificationNeeded
{
    /// <summary>Creates the message.</summary>
    public InitializeLogger(LoggingBus loggingBus) => LoggingBus = loggingBus;

    /// <summary>Where log entries are published.</summary>
    public LoggingBus LoggingBus { get; }
}
