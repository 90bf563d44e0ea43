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

    private static bool IsMarked(Metadata? metadata) => metadata?.TryGetValue(Mark, out var mark) is true && mark is true;

    // The body of a message from outside need not hold its metadata; the headers do. What a handler dispatches inherits them, and is not marked by that.
    private static bool CameMarked(DispatchContext context) => context.Options.Context is { } identity && IsMarked(identity.Metadata);

    /// <inheritdoc/>
    public override void Route(DispatchContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (string.IsNullOrEmpty(context.MessageName)) return;
        if (context.Message is not IAsyncMessage message || IsMarked(message.Metadata) || CameMarked(context))
        {
            router.Route(context);
            return;
        }

        // The copy carries the mark, and so does what a producer sends with its metadata.
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
