namespace ActorBus.Actors;

/// <summary>What an actor may ask of the runtime while it processes a message.</summary>
/// <remarks>Valid on the thread that runs the actor, also after an await in an asynchronous handler; nowhere else.</remarks>
public interface IActorContext : IActorRefFactory, ICanWatch
{
    /// <summary>The reference of this actor.</summary>
    IActorRef Self { get; }

    /// <summary>How this actor is made.</summary>
    Props Props { get; }

    /// <summary>What runs this actor.</summary>
    MessageDispatcher Dispatcher { get; }

    /// <summary>Who sent the current message; the dead letters if nobody did.</summary>
    IActorRef Sender { get; }

    /// <summary>The system this actor lives in.</summary>
    ActorSystem System { get; }

    /// <summary>The supervisor of this actor.</summary>
    IActorRef Parent { get; }

    /// <summary>The pause after which this actor is sent <see cref="ActorBus.Actors.ReceiveTimeout"/>, or null.</summary>
    TimeSpan? ReceiveTimeout { get; }

    /// <summary>Replaces the behaviour for the messages to come.</summary>
    void Become(Receive receive);

    /// <summary>Puts a behaviour on top of the current one.</summary>
    void BecomeStacked(Receive receive);

    /// <summary>Goes back to the behaviour below the current one; the first one stays.</summary>
    void UnbecomeStacked();

    /// <summary>The child of a name, or <see cref="ActorRefs.Nobody"/>.</summary>
    IActorRef Child(string name);

    /// <summary>The children that exist now, those being stopped included.</summary>
    IEnumerable<IActorRef> GetChildren();

    /// <summary>Asks for a <see cref="ActorBus.Actors.ReceiveTimeout"/> after each pause this long; null ends it.</summary>
    /// <remarks>Each message but an <see cref="INotInfluenceReceiveTimeout"/> begins the pause anew.</remarks>
    void SetReceiveTimeout(TimeSpan? timeout);

    /// <summary>Stops a child, or this actor, after the message it is processing.</summary>
    void Stop(IActorRef child);
}
