namespace ActorBus.Actors.Cells;

/// <summary>A handler that says itself whether it took the message.</summary>
internal sealed class FunctionHandler<T>(Func<T, bool> handler) : MessageHandler(typeof(T))
{
    public override bool Handle(object message) => handler((T)message);
}
