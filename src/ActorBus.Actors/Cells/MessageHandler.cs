namespace ActorBus.Actors.Cells;

/// <summary>One registered handler: the type it is for and what it does with a message of it.</summary>
internal abstract class MessageHandler(Type messageType)
{
    public Type MessageType => messageType;

    /// <summary>True when no handler may follow.</summary>
    public bool IsLast { get; init; }

    /// <summary>Called with messages of <see cref="MessageType"/> only; false passes the message on to the next handler.</summary>
    public abstract bool Handle(object message);
}
