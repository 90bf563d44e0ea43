using ActorBus.Actors.TestKit.Internal;

namespace ActorBus.Actors.TestKit;

/// <summary>What a <see cref="TestActorRef{TActor}"/> can do.</summary>
/// <remarks>Can be used wherever an <see cref="IActorRef"/> is asked for. Two are equal when they are the same actor.</remarks>
/// <typeparam name="TActor">The actor's class.</typeparam>
public abstract class TestActorRefBase<TActor> : Refs.IStandIn, IInternalActorRef
    where TActor : ActorBase
{
    private readonly LookedIntoActor _actor;

    /// <summary>Creates and starts the actor.</summary>
    /// <param name="system">Its system.</param>
    /// <param name="actorProps">How to make it; it runs on the calling thread unless they name a dispatcher.</param>
    /// <param name="supervisor">Its parent; the user guardian if null.</param>
    /// <param name="name">Its name; generated if null.</param>
    protected TestActorRefBase(ActorSystem system, Props actorProps, IActorRef? supervisor = null, string? name = null) =>
        _actor = new LookedIntoActor(system, actorProps, supervisor, name);

    /// <summary>The reference of the actor.</summary>
    public IActorRef Ref => _actor.Ref;

    /// <summary>The instance that the actor has now; another one after a restart.</summary>
    /// <exception cref="IllegalActorStateException">The actor has stopped.</exception>
    public TActor UnderlyingActor => (TActor)_actor.Instance;

    /// <summary>The path of the actor.</summary>
    public ActorPath Path => Ref.Path;

    IActorRef Refs.IStandIn.Target => Ref;

    IInternalActorRef IInternalActorRef.Parent => _actor.Ref.Parent;

    bool IInternalActorRef.IsTerminated => _actor.Ref.IsTerminated;

    /// <summary>Lets the actor process a message now, past its mailbox; what its handler throws is thrown here.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">Who seems to send it; the dead letters if null.</param>
    public void Receive(object message, IActorRef? sender = null) => _actor.Receive(message, sender);

    /// <summary>Lets the actor process a message now, past its mailbox, to the end of its asynchronous handler.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">Who seems to send it; the dead letters if null.</param>
    /// <returns>Done or failed as the handler is.</returns>
    public Task ReceiveAsync(object message, IActorRef? sender = null) => _actor.ReceiveAsync(message, sender);

    /// <summary>Sends a message in the name of the current actor, or of the test.</summary>
    /// <param name="message">The message.</param>
    public void Tell(object message) => Ref.Tell(message);

    /// <inheritdoc/>
    public void Tell(object message, IActorRef? sender) => Ref.Tell(message, sender);

    /// <summary>Sends a message in the name of the sender of the message being processed.</summary>
    /// <param name="message">The message.</param>
    public void Forward(object message) => Ref.Forward(message);

    /// <summary>Lets the actor watch another.</summary>
    /// <param name="subject">The other one.</param>
    public void Watch(IActorRef subject) => _actor.Cell.Watch(subject);

    /// <summary>Ends the watching.</summary>
    /// <param name="subject">The other one.</param>
    public void Unwatch(IActorRef subject) => _actor.Cell.Unwatch(subject);

    /// <inheritdoc/>
    public override string ToString() => $"TestActor[{Path}]";

    /// <inheritdoc/>
    public override bool Equals(object? obj) => ReferenceEquals(this, obj) || Ref.Equals(obj is Refs.IStandIn other ? other.Target : obj);

    /// <inheritdoc/>
    public bool Equals(IActorRef? other) => Equals((object?)other);

    /// <inheritdoc/>
    public override int GetHashCode() => Ref.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(object? obj) => Ref.CompareTo(obj is Refs.IStandIn other ? other.Target : obj);

    int IComparable<IActorRef>.CompareTo(IActorRef? other) => CompareTo(other);

    void IInternalActorRef.Start() => _actor.Ref.Start();

    void IInternalActorRef.Suspend() => _actor.Ref.Suspend();

    void IInternalActorRef.Resume(Exception? causedByFailure) => _actor.Ref.Resume(causedByFailure);

    void IInternalActorRef.Restart(Exception cause) => _actor.Ref.Restart(cause);

    void IInternalActorRef.Stop() => _actor.Ref.Stop();

    /// <summary>The reference of the actor.</summary>
    /// <param name="actorRef">What stands for it.</param>
    /// <returns>The reference.</returns>
    public static IActorRef ToActorRef(TestActorRefBase<TActor> actorRef)
    {
        ArgumentNullException.ThrowIfNull(actorRef);
        return actorRef.Ref;
    }

    /// <summary>Whether both are the same actor.</summary>
    public static bool operator ==(TestActorRefBase<TActor>? testActorRef, IActorRef? actorRef) => Equals(testActorRef, actorRef);

    /// <summary>Whether both are different actors.</summary>
    public static bool operator !=(TestActorRefBase<TActor>? testActorRef, IActorRef? actorRef) => !Equals(testActorRef, actorRef);

    /// <summary>Whether both are the same actor.</summary>
    public static bool operator ==(IActorRef? actorRef, TestActorRefBase<TActor>? testActorRef) => Equals(testActorRef, actorRef);

    /// <summary>Whether both are different actors.</summary>
    public static bool operator !=(IActorRef? actorRef, TestActorRefBase<TActor>? testActorRef) => !Equals(testActorRef, actorRef);
}
