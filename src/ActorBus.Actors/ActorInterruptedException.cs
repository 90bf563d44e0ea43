namespace ActorBus.Actors;

/// <summary>An actor was interrupted while it processed a message.</summary>
public class ActorInterruptedException : AkkaException
{
    /// <summary>Creates the exception with a text that says what was tried, why it failed and what to do.</summary>
    public ActorInterruptedException(string? message = null, Exception? cause = null)
        : base(message, cause)
    {
    }
}
