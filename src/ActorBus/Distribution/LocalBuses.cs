using ActorBus.Messages;
using ActorBus.Pipeline;

namespace ActorBus.Distribution;

/// <summary>The local buses, for messages from outside.</summary>
internal sealed class LocalBuses(ICommandBus commands, IEventBus events, IQueryBus queries)
{
    /// <summary>Dispatches a message on the bus for its kind.</summary>
    /// <returns>The answer to a query; null for everything else.</returns>
    public async Task<object?> DispatchAsync(MessageKind kind, object message, DispatchOptions options)
    {
        switch (kind)
        {
            case MessageKind.Query:
                return await queries.DispatchAsync<object?>(message, options).ConfigureAwait(false);
            case MessageKind.Event:
                await events.DispatchAsync(message, options).ConfigureAwait(false);
                return null;
            default:
                // A message to a channel is carried out by exactly one handler, as a command is.
                await commands.DispatchAsync(message, options).ConfigureAwait(false);
                return null;
        }
    }
}
