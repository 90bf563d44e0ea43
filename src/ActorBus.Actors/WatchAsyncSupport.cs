namespace ActorBus.Actors;

/// <summary>Awaiting the end of an actor.</summary>
public static class WatchAsyncSupport
{
    /// <summary>Completes with true when the actor has stopped, with false when cancelled before.</summary>
    public static async Task<bool> WatchAsync(this IActorRef target, CancellationToken token = default)
    {
        var actor = InternalActorRefBase.Of(target);
        var promise = AskPromise<Terminated>.Create(actor, Timeout.InfiniteTimeSpan, token);
        actor.SendSystemMessage(new WatchMessage(actor, promise));
        try
        {
            await promise.Task.ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            actor.SendSystemMessage(new UnwatchMessage(promise));
            return false;
        }
    }
}
