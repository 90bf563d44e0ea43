namespace ActorBus.Actors;

/// <summary>A logger could not be started.</summary>
public class LoggerInitializationException : AkkaException
{
    /// <summary>Creates the exception without a text.</summary>
    public LoggerInitializationException()
    {
    }

    /// <summary>Creates the exception with a text that says what was tried, why it failed and what to do.</summary>
    public LoggerInitializationException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
