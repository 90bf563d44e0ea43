namespace ActorBus.Actors;

/// <summary>The fresh instance of a restart could not be made or started.</summary>
public class PostRestartException : ActorInitializationException
{
    /// <summary>Joins the failure of the fresh instance and the failure that asked for the restart.</summary>
    public PostRestartException(IActorRef actor, Exception cause, Exception originalCause)
        : base(actor, $"'{actor.Path}' could not be restarted after {originalCause.GetType().Name}: {originalCause.Message}", cause) =>
        OriginalCause = originalCause;

    /// <summary>What asked for the restart.</summary>
    public Exception OriginalCause { get; }
}
