using ActorBus.Messages;
using ActorBus.Pipeline;

namespace ActorBus.Plugins;

/// <summary>Gives every message to a producer: in place of the handler, and for events before the listeners.</summary>
/// <param name="producer">Takes the messages; no router replaces it.</param>
public sealed class MessageProducerPlugin(IMessageProducer producer) : MessageBusPlugin
{
    /// <inheritdoc/>
    public override void AttachTo(IMessageBus bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        Listen(bus, Priority.Initialize, context =>
        {
            if (context.Bus.Kind == MessageKind.Event) context.Listeners.Add(producer);
            else context.Handler = producer;
            return default;
        });
    }
}
