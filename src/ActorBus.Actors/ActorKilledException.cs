namespace ActorBus.Actors;

/// <summary>An actor received <see cref="Kill"/>.</summary>
public class ActorKilledException : AkkaException
{
    /// <summary>Creates the exception without a text.</summary>
    public ActorKilledException()
    {
    }

    /// <summary>Creates the exception with a text that says what was tried, why it failed and what to do.</summary>
    public ActorKilledException(string message)
        : base(message)
    {
    }
}
