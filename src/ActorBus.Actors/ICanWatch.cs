namespace ActorBus.Actors;

/// <summary>Something that is told when an actor has stopped.</summary>
public interface ICanWatch
{
    /// <summary>Asks for one <see cref="Terminated"/> when the actor stops, also when it already has.</summary>
    /// <returns>The actor watched.</returns>
    IActorRef Watch(IActorRef subject);

    /// <summary>As <see cref="Watch"/>, with a message of your own instead of <see cref="Terminated"/>.</summary>
    /// <exception cref="InvalidOperationException">The actor is watched already with another message.</exception>
    IActorRef WatchWith(IActorRef subject, object message);

    /// <summary>Withdraws <see cref="Watch"/>; a notification already in the mailbox is dropped.</summary>
    IActorRef Unwatch(IActorRef subject);
}
