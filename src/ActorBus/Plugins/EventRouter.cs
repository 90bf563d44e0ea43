using ActorBus.Pipeline;

namespace ActorBus.Plugins;

/// <summary>Routes events by their exact name to any number of listeners, in the order in which they were added.</summary>
/// <remarks>Complete the configuration before attaching the router; it must not be changed while messages are routed.</remarks>
public sealed class EventRouter : RouterPlugin
{
    private readonly Dictionary<string, List<object>> _listeners = new(StringComparer.Ordinal);
    private string? _open;

    /// <summary>Initializes an empty router.</summary>
    public EventRouter()
    {
    }

    /// <summary>Initializes a router with these names and listeners.</summary>
    /// <exception cref="ArgumentException">An object cannot be a listener.</exception>
    public EventRouter(IEnumerable<KeyValuePair<string, IReadOnlyList<object>>> routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        foreach (var (name, listeners) in routes)
        {
            foreach (var listener in listeners) Route(name).To(listener);
        }
    }

    /// <summary>Initializes a router with these names, each with one listener or a list of listeners.</summary>
    /// <exception cref="ArgumentException">An object cannot be a listener.</exception>
    public EventRouter(IEnumerable<KeyValuePair<string, object>> routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        foreach (var (name, listener) in routes)
        {
            foreach (var one in listener as IReadOnlyList<object> ?? [listener]) Route(name).To(one);
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, object>> Routes =>
        _listeners.SelectMany(route => route.Value, (route, listener) => KeyValuePair.Create(route.Key, listener));

    /// <summary>Begins a route, or continues the one with this name.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="ActorBusException">The previous route has no listener yet.</exception>
    public EventRouter Route(string eventName)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        if (_open is not null && !_listeners.ContainsKey(_open))
            throw new ActorBusException($"The route '{_open}' has no listener yet. Call To before the next Route.");
        _open = eventName;
        return this;
    }

    /// <summary>Adds a listener to the current route: a delegate, an object, a registered handler, or a string that names one.</summary>
    /// <exception cref="ArgumentException">The object cannot be a listener.</exception>
    /// <exception cref="ActorBusException">No route has been begun.</exception>
    public EventRouter To(object listener)
    {
        Checked(listener, "an event listener");
        if (_open is null)
        {
            throw new ActorBusException(
                $"The listener '{listener as string ?? listener.GetType().ToString()}' was given to no event. Call Route before To.");
        }

        if (!_listeners.TryGetValue(_open, out var listeners)) _listeners[_open] = listeners = [];
        listeners.Add(listener);
        return this;
    }

    /// <summary>Adds another listener to the current route.</summary>
    public EventRouter AndTo(object listener) => To(listener);

    /// <inheritdoc/>
    public override void Route(DispatchContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.MessageName is not { Length: > 0 } name || !_listeners.TryGetValue(name, out var listeners)) return;
        foreach (var listener in listeners) context.Listeners.Add(listener);
    }
}
