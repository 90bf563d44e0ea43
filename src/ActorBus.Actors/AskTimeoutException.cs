namespace ActorBus.Actors;

/// <summary>No reply to an Ask came in time.</summary>
public class AskTimeoutException : AkkaException
{
    /// <summary>Creates the exception with a text that says what was tried, why it failed and what to do.</summary>
    public AskTimeoutException(string message)
        : base(message)
    {
    }
}
