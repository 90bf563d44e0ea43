namespace ActorBus.Actors.Cells;

/// <summary>A handler that takes every message of a type, or those a predicate accepts.</summary>
internal sealed class ActionHandler<T>(Action<T> handler, Predicate<T>? shouldHandle) : MessageHandler(typeof(T))
{
    public override bool Handle(object message)
    {
        var typed = (T)message;
        if (shouldHandle is not null && !shouldHandle(typed))
            return false;
        handler(typed);
        return true;
    }
}
