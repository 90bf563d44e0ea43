namespace ActorBus.Actors;

/// <summary>The hook that runs before a restart failed; the restart goes on.</summary>
public class PreRestartException : ActorInitializationException
{
    /// <summary>Joins the failure of the hook and the failure that asked for the restart.</summary>
    public PreRestartException(IActorRef actor, Exception restartException, Exception cause, object? optionalMessage)
        : base(actor, $"PreRestart of '{actor.Path}' failed while it was restarted because of {cause.GetType().Name}: {cause.Message}", restartException)
    {
        RestartException = restartException;
        OptionalMessage = optionalMessage;
    }

    /// <summary>What the hook threw.</summary>
    public Exception RestartException { get; }

    /// <summary>The message whose processing asked for the restart, if any.</summary>
    public object? OptionalMessage { get; }
}
