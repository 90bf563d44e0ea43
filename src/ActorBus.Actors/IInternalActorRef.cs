namespace ActorBus.Actors;

/// <summary>What a supervisor can do with the actor behind a reference.</summary>
/// <remarks>For supervisor strategies; applications stop an actor through its context, its system or a <see cref="PoisonPill"/>.</remarks>
public interface IInternalActorRef : IActorRef
{
    /// <summary>The supervisor of the actor.</summary>
    IInternalActorRef Parent { get; }

    /// <summary>True when the actor has stopped for good.</summary>
    bool IsTerminated { get; }

    /// <summary>Begins the processing of messages.</summary>
    void Start();

    /// <summary>Ends the suspension that a failure began, keeping the actor's state.</summary>
    void Resume(Exception? causedByFailure = null);

    /// <summary>Holds back user messages of the actor and its children.</summary>
    void Suspend();

    /// <summary>Replaces the actor by a fresh instance; its mailbox stays.</summary>
    void Restart(Exception cause);

    /// <summary>Stops the actor after the message it is processing.</summary>
    void Stop();
}
