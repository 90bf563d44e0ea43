namespace ActorBus.Actors;

/// <summary>Something that creates actors and finds them by path: the actor system or an actor's context.</summary>
public interface IActorRefFactory
{
    /// <summary>Creates an actor and returns at once; it starts on another thread.</summary>
    /// <param name="props">How to make the actor.</param>
    /// <param name="name">Its name, unique among its siblings; generated when null.</param>
    /// <exception cref="InvalidActorNameException">The name is taken or not allowed.</exception>
    IActorRef ActorOf(Props props, string? name = null);

    /// <summary>The actors at a path.</summary>
    ActorSelection ActorSelection(ActorPath actorPath);

    /// <summary>The actors at a path, absolute or relative, with the wildcards <c>*</c> and <c>?</c> in names and <c>**</c> as the last one.</summary>
    ActorSelection ActorSelection(string actorPath);
}
