using ActorBus.Pipeline;

namespace ActorBus.Plugins;

/// <summary>Base class of routers that route messages by their exact name to one handler each; of two handlers for a name, the last wins.</summary>
/// <remarks>Complete the configuration before attaching the router; it must not be changed while messages are routed.</remarks>
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

    /// <summary>Begins a route, which <see cref="To"/> completes.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="ActorBusException">The previous route has no handler yet.</exception>
    public SingleHandlerRouter Route(string messageName)
    {
        ArgumentException.ThrowIfNullOrEmpty(messageName);
        if (_open is not null) throw new ActorBusException($"The route '{_open}' has no handler yet. Call To before the next Route.");
        _open = messageName;
        return this;
    }

    /// <summary>Completes a route with its handler: a delegate, an object, a registered handler, or a string that names one.</summary>
    /// <exception cref="ArgumentException">The object cannot be a handler.</exception>
    /// <exception cref="ActorBusException">No route has been begun.</exception>
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
