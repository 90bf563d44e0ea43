using System.Collections.Concurrent;

namespace ActorBus.Plugins;

/// <summary>Makes an event bus run all listeners and report their failures together while the plugin is attached.</summary>
/// <remarks>Detaching restores the previous setting of the bus.</remarks>
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
