using System.Collections.Concurrent;
using ActorBus.Handlers;
using ActorBus.Messages;

namespace ActorBus.Pipeline;

/// <summary>Which registered handlers take which names on one bus; remembers what it has found.</summary>
internal sealed class RoutingTable(HandlerRegistry registry, MessageKind kind)
{
    // Names come from outside as well: a stranger must not fill the memory with them.
    private const int MaxRemembered = 4096;
    private readonly ConcurrentDictionary<Type, TypeRoute> _types = new();
    private readonly ConcurrentDictionary<string, object[]> _listeners = new(StringComparer.Ordinal);
    private int _remembered;

    public MessageKind Kind => kind;

    public HandlerRegistry Registry => registry;

    public TypeRoute ForType(Type type) => _types.TryGetValue(type, out var known) ? known : Remember(_types, type, new TypeRoute(type, this));

    public HandlerDescriptor? ByName(string handler) => registry.FindByName(handler);

    public object? HandlerFor(MessageKind messageKind, string name, TypeRoute? route)
    {
        if (route is not null && messageKind == kind && ReferenceEquals(route.Name, name)) return route.Handler;
        return messageKind == MessageKind.Event ? null : registry.Find(messageKind, name);
    }

    public object[] ListenersFor(string name, TypeRoute? route)
    {
        if (kind != MessageKind.Event) return [];
        if (route is not null && ReferenceEquals(route.Name, name)) return route.Listeners;
        return _listeners.TryGetValue(name, out var known)
            ? known
            : Remember(_listeners, name, [.. registry.MatchingEventHandlers(name)]);
    }

    private TValue Remember<TKey, TValue>(ConcurrentDictionary<TKey, TValue> memory, TKey key, TValue value)
        where TKey : notnull =>
        Volatile.Read(ref _remembered) < MaxRemembered && Interlocked.Increment(ref _remembered) <= MaxRemembered
            ? memory.GetOrAdd(key, value)
            : value;
}
