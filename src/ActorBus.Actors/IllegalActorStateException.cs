namespace ActorBus.Actors;

/// <summary>An actor was asked for something its state does not allow.</summary>
public class IllegalActorStateException : AkkaException
{
    /// <summary>Creates the exception with a text that says what was tried, why it failed and what to do.</summary>
    public IllegalActorStateException(string message)
        : base(message)
    {
    }
}
