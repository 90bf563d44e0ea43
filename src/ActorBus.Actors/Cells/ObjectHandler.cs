namespace ActorBus.Actors.Cells;

/// <summary>A handler whose type is known at run time only.</summary>
internal sealed class ObjectHandler(Type messageType, Func<object, bool> handler) : MessageHandler(messageType)
{
    public override bool Handle(object message) => handler(message);
}
