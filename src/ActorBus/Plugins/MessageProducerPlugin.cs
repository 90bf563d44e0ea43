using ActorBus.Messages;
using ActorBus.Pipeline;

namespace ActorBus.Plugins;

/// <summary>Passes every message to a producer: instead of the handler, and for events before the listeners.</summary>
/// <param name="producer">Receives the messages; routers do not replace it.</param>
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
