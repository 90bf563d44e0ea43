namespace ActorBus.Actors;

/// <summary>The scheduler refused work, mostly because its system has stopped.</summary>
public sealed class SchedulerException : AkkaException
{
    /// <summary>Creates the exception with a text.</summary>
    public SchedulerException(string message)
        : base(message)
    {
    }
}
