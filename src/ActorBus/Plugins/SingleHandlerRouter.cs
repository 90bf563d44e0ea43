using ActorBus.Pipeline;

namespace ActorBus.Plugins;

/// <summary>Routes messages by their exact name, each to one handler; of two for a name the last counts.</summary>
/// <remarks>Build it completely before it is attached; it is not made for changes while messages are routed.</remarks>
public abstract class SingleHandlerRouter : RouterPlugin
{
    private readonly Dictionary<string, object> _handlers = new(StringComparer.Ordinal);
    private string? _open;

    private protected SingleHandlerRouter(IEnumerable<KeyValuePair<string, object>>? routes)
    {
        foreach (var (name, handler) in routes ?? []) Route(name).To(handler);
    }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, object>> Routes => _handlers;

    /// <summary>Begins a route; <see cref="To"/> ends it.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="ActorBusException">The route before has no handler yet.</exception>
    public SingleHandlerRouter Route(string messageName)
    {
        ArgumentException.ThrowIfNullOrEmpty(messageName);
        if (_open is not null) throw new ActorBusException($"The route '{_open}' has no handler yet. Call To before the next Route.");
        _open = messageName;
        return this;
    }

    /// <summary>Ends a route with its handler: a delegate, an object, a registered handler, or a string that names one.</summary>
    /// <exception cref="ArgumentException">It cannot be a handler.</exception>
    /// <exception cref="ActorBusException">There is no route to end.</exception>
    public SingleHandlerRouter To(object handler)
    {
        Checked(handler, "a message handler");
        if (_open is null)
        {
            throw new ActorBusException(
                $"The handler '{handler as string ?? handler.GetType().ToString()}' was given to no message. Call Route before To.");
        }

        _handlers[_open] = handler;
        _open = null;
        return this;
    }

    /// <inheritdoc/>
    public override void Route(DispatchContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.MessageName is { Length: > 0 } name && _handlers.TryGetValue(name, out var handler)) Choose(context, handler);
    }
}
