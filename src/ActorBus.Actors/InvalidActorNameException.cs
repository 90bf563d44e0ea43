namespace ActorBus.Actors;

/// <summary>An actor name is not allowed or is taken already.</summary>
public class InvalidActorNameException : AkkaException
{
    /// <summary>Creates the exception with a text that says what was tried, why it failed and what to do.</summary>
    public InvalidActorNameException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
