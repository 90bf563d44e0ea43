namespace ActorBus.Actors;

/// <summary>Questions about references.</summary>
public static class ActorRefExtensions
{
    /// <summary>True for null, for <see cref="ActorRefs.Nobody"/>, for the dead letters and for a reference without a path.</summary>
    public static bool IsNobody(this IActorRef? actorRef) =>
        actorRef is null or Nobody or DeadLettersRef || (actorRef is not InternalActorRefBase && actorRef.Path is null);

    /// <summary>The reference, or what the function gives when it stands for no actor.</summary>
    public static IActorRef GetOrElse(this IActorRef? actorRef, Func<IActorRef> elseValue) =>
        actorRef.IsNobody() ? elseValue() : actorRef!;
}
