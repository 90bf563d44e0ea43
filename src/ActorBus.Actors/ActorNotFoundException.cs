namespace ActorBus.Actors;

/// <summary>No actor answered at the path looked for.</summary>
public class ActorNotFoundException : AkkaException
{
    /// <summary>Creates the exception without a text.</summary>
    public ActorNotFoundException()
    {
    }

    /// <summary>Creates the exception with a text that says what was tried, why it failed and what to do.</summary>
    public ActorNotFoundException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
