using ActorBus.Messages;
using ActorBus.Pipeline;

namespace ActorBus.Plugins;

/// <summary>
/// Passes asynchronous messages to a producer when they are first dispatched, and routes them locally when they come back, so that the same
/// configuration serves the sending and the handling process.
/// </summary>
/// <param name="router">Routes all other messages; must not be attached itself.</param>
/// <param name="producer">Receives the asynchronous messages.</param>
public sealed class AsyncSwitchRouter(IMessageRouter router, IMessageProducer producer) : RouterPlugin
{
    /// <summary>The name of the metadata value, true as a boolean, that marks messages the producer has already received.</summary>
    public const string Mark = "handled-async";

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, object>> Routes => (router as RouterPlugin)?.Routes ?? [];

    /// <inheritdoc/>
    public override void Route(DispatchContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (string.IsNullOrEmpty(context.MessageName)) return;
        if (context.Message is not IAsyncMessage message || (message.Metadata?.TryGetValue(Mark, out var mark) is true && mark is true))
        {
            router.Route(context);
            return;
        }

        context.Message = message.WithMetadata((message.Metadata ?? Metadata.Empty).With(Mark, true));
        switch (context.Bus)
        {
            case ICommandBus or IQueryBus:
                context.Handler = producer;
                break;
            case IEventBus:
                context.Listeners.Clear();
                context.Listeners.Add(producer);
                break;
            default:
                throw new ActorBusException(
                    $"{nameof(AsyncSwitchRouter)} cannot route a message of bus '{context.Bus.Name}', which is a {context.Bus.GetType()}: it works with command, "
                    + "event and query buses. Detach it.");
        }
    }
}
