using System.Collections.Concurrent;
using ActorBus.Pipeline;

namespace ActorBus;

/// <summary>Base class of plugins that keeps track of the listeners attached to each bus.</summary>
public abstract class MessageBusPlugin : IMessageBusPlugin
{
    private readonly ConcurrentDictionary<IMessageBus, ConcurrentBag<IListenerHandle>> _handles = new();

    /// <inheritdoc/>
    public abstract void AttachTo(IMessageBus bus);

    /// <inheritdoc/>
    public virtual void DetachFrom(IMessageBus bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        if (!_handles.TryRemove(bus, out var handles)) return;
        foreach (var handle in handles) bus.Detach(handle);
    }

    /// <summary>Attaches a dispatch listener that <see cref="DetachFrom"/> detaches again.</summary>
    protected void Listen(IMessageBus bus, int priority, Func<DispatchContext, ValueTask> listener) =>
        Remember(bus, bus is MessageBus own
            ? own.Attach(listener, priority, isFinalize: false, GetType().Name)
            : bus.Attach(priority, listener));

    /// <summary>Attaches a finalize listener that <see cref="DetachFrom"/> detaches again.</summary>
    protected void ListenFinalize(IMessageBus bus, int priority, Func<DispatchContext, ValueTask> listener) =>
        Remember(bus, bus is MessageBus own
            ? own.Attach(listener, priority, isFinalize: true, GetType().Name)
            : bus.AttachFinalize(listener, priority));

    private void Remember(IMessageBus bus, IListenerHandle handle) =>
        _handles.GetOrAdd(bus, static _ => []).Add(handle);
}
