namespace ActorBus.Actors;

/// <summary>Something a message can be sent to without waiting.</summary>
public interface ICanTell
{
    /// <summary>Sends a message and returns at once.</summary>
    /// <remarks>Messages of one sender to one receiver arrive in the order they were sent, at most once. Any thread may call.</remarks>
    /// <param name="message">The message; never null.</param>
    /// <param name="sender">Whom the receiver answers, or <see cref="ActorRefs.NoSender"/>.</param>
    void Tell(object message, IActorRef? sender);
}
