using ActorBus.Pipeline;

namespace ActorBus.Plugins;

/// <summary>Enables objects to listen for events with a method OnEvent or OnEventAsync.</summary>
/// <remarks>
/// Delegates and registered handlers are left to the bus; all keep their place in the order of registration. The method of the object runs in a
/// routee, like any handler.
/// </remarks>
public sealed class OnEventStrategy : MessageBusPlugin
{
    private readonly ConventionalHandlers _methods = new("OnEvent", "OnEventAsync");

    /// <inheritdoc/>
    public override void AttachTo(IMessageBus bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        Listen(bus, Priority.InvokeHandler + 1, context =>
        {
            var listeners = context.Listeners;
            for (var index = 0; index < listeners.Count; index++)
            {
                if (listeners[index] is not Delegate and not IMessageProducer
                    && _methods.DelegateOf(listeners[index], context.Message.GetType()) is { } method)
                {
                    listeners[index] = method;
                }
            }

            return default;
        });
    }
}
