namespace ActorBus.Actors.TestKit;

/// <summary>An actor that a test can look into: it runs on the thread that sends to it, and its instance can be had.</summary>
/// <typeparam name="TActor">The actor's class.</typeparam>
public class TestActorRef<TActor> : TestActorRefBase<TActor>
    where TActor : ActorBase
{
    /// <summary>Creates and starts the actor.</summary>
    /// <param name="system">Its system.</param>
    /// <param name="actorProps">How to make it; it runs on the calling thread unless they name a dispatcher.</param>
    /// <param name="supervisor">Its parent; the user guardian if null.</param>
    /// <param name="name">Its name; generated if null.</param>
    public TestActorRef(ActorSystem system, Props actorProps, IActorRef? supervisor = null, string? name = null)
        : base(system, actorProps, supervisor, name)
    {
    }
}
