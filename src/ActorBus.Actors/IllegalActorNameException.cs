namespace ActorBus.Actors;

/// <summary>An actor name breaks the rules.</summary>
public class IllegalActorNameException : AkkaException
{
    /// <summary>Creates the exception with a text that says what was tried, why it failed and what to do.</summary>
    public IllegalActorNameException(string message)
        : base(message)
    {
    }
}
