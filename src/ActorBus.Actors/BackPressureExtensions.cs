namespace ActorBus.Actors;

/// <summary>Sending that waits for room in a bounded mailbox. Akka.NET has no such thing; code for both engines uses Tell.</summary>
public static class BackPressureExtensions
{
    /// <summary>Sends a message and completes when the mailbox has taken it; at once unless the mailbox is bounded and full.</summary>
    /// <returns>False when there was no room within the mailbox's push timeout, and the message became a dead letter.</returns>
    /// <exception cref="OperationCanceledException">Cancelled while waiting; the message was not sent.</exception>
    public static ValueTask<bool> TellAsync(
        this IActorRef receiver, object message, IActorRef? sender = null, CancellationToken cancellationToken = default)
    {
        if (receiver is LocalActorRef actor)
            return actor.Cell.Mailbox.EnqueueAsync(message, sender, cancellationToken);
        receiver.Tell(message, sender);
        return ValueTask.FromResult(true);
    }
}
