namespace ActorBus.Actors;

/// <summary>A message that cannot be sent, such as null.</summary>
public class InvalidMessageException : AkkaException
{
    /// <summary>Creates the exception without a text.</summary>
    public InvalidMessageException()
    {
    }

    /// <summary>Creates the exception with a text that says what was tried, why it failed and what to do.</summary>
    public InvalidMessageException(string message)
        : base(message)
    {
    }
}
