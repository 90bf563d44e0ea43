namespace ActorBus.Plugins;

/// <summary>Has an event bus run all listeners and report their failures together, as long as it is attached.</summary>
public sealed class ListenerExceptionCollectionMode : IMessageBusPlugin
{
    /// <inheritdoc/>
    public void AttachTo(IMessageBus bus) => EventBusOf(bus).CollectExceptions = true;

    /// <inheritdoc/>
    public void DetachFrom(IMessageBus bus) => EventBusOf(bus).CollectExceptions = false;

    private static IEventBus EventBusOf(IMessageBus bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        return bus as IEventBus ?? throw new ActorBusException(
            $"{nameof(ListenerExceptionCollectionMode)} was attached to bus '{bus.Name}', which takes a {bus.Kind} and has no listeners. Attach it to "
            + "an event bus.");
    }
}
