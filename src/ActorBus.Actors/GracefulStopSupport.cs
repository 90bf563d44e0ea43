namespace ActorBus.Actors;

/// <summary>Stopping an actor and waiting until it has.</summary>
public static class GracefulStopSupport
{
    /// <summary>Sends a <see cref="PoisonPill"/> and waits; false when the actor has not stopped in time.</summary>
    public static Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout) => target.GracefulStop(timeout, PoisonPill.Instance);

    /// <summary>Sends a message of your own that makes the actor stop, and waits; false when it has not in time.</summary>
    public static async Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout, object stopMessage)
    {
        var actor = InternalActorRefBase.Of(target);
        var promise = AskPromise<Terminated>.Create(actor, timeout, CancellationToken.None);
        promise.Begin(stopMessage);
        actor.SendSystemMessage(new WatchMessage(actor, promise));
        actor.Tell(stopMessage, ActorRefs.NoSender);
        try
        {
            var terminated = await promise.Task.ConfigureAwait(false);
            return terminated.ActorRef.Path.Equals(target.Path);
        }
        catch (AskTimeoutException)
        {
            actor.SendSystemMessage(new UnwatchMessage(promise));
            return false;
        }
    }
}
