using System.Runtime.CompilerServices;

namespace ActorBus.Actors.Cells;

/// <summary>Finds the handlers of a message by its exact type. Which handlers fit a type is worked out once per behaviour and shared by all actors that register the same.</summary>
internal sealed class HandlerTable
{
    private readonly MessageHandler[] _handlers;
    private readonly HandlerShape _shape;
    private Type? _lastType;
    private int[] _lastFitting = [];

    public HandlerTable(MessageHandler[] handlers)
    {
        _handlers = handlers;
        _shape = HandlerShape.Of(handlers);
    }

    public bool Handle(object message)
    {
        var type = message.GetType();
        var fitting = type == _lastType ? _lastFitting : Lookup(type);
        foreach (var index in fitting)
        {
            if (_handlers[index].Handle(message))
                return true;
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int[] Lookup(Type type)
    {
        _lastFitting = _shape.Fitting(type);
        _lastType = type;
        return _lastFitting;
    }
}
