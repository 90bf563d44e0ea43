using System.Collections.Concurrent;

namespace ActorBus.Plugins;

/// <summary>Has an event bus run all listeners and report their failures together, as long as it is attached.</summary>
/// <remarks>Detached, it leaves the bus as it found it.</remarks>
public sealed class ListenerExceptionCollectionMode : IMessageBusPlugin
{
    private readonly ConcurrentDictionary<IEventBus, bool> _before = new();

    /// <inheritdoc/>
    public void AttachTo(IMessageBus bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        var events = bus as IEventBus ?? throw new ActorBusException(
            $"{nameof(ListenerExceptionCollectionMode)} was attached to bus '{bus.Name}', which takes a {bus.Kind} and has no listeners. Attach it "
            + "to an event bus.");
        _before.TryAdd(events, events.CollectExceptions);
        events.CollectExceptions = true;
    }

    /// <inheritdoc/>
    public void DetachFrom(IMessageBus bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        if (bus is IEventBus events && _before.TryRemove(events, out var before)) events.CollectExceptions = before;
    }
}
