namespace ActorBus.Actors.Cells;

/// <summary>The handlers of a behaviour while they are being registered.</summary>
internal sealed class HandlerList
{
    private readonly List<MessageHandler> _handlers = [];

    public void Add(MessageHandler handler, Type actor)
    {
        if (_handlers.Count > 0 && _handlers[^1].IsLast)
        {
            throw new InvalidOperationException(
                $"{actor.Name} registered a handler for {handler.MessageType.Name} after ReceiveAny, which would never be reached; register it before.");
        }

        _handlers.Add(handler);
    }

    public HandlerTable Build() => new(_handlers.ToArray());
}
