using ActorBus.Messages;
using ActorBus.Pipeline;

namespace ActorBus.Distribution;

/// <summary>The local buses as targets of messages from outside the process.</summary>
internal sealed class LocalBuses(MessageBus commands, MessageBus events, MessageBus queries)
{
    /// <summary>Dispatches a message on the bus for its kind.</summary>
    /// <returns>The answer to a query; null for everything else.</returns>
    public Task<object?> DispatchAsync(MessageKind kind, object message, DispatchOptions options) => kind switch
    {
        MessageKind.Query => queries.DispatchFromOutsideAsync(message, options),
        MessageKind.Event => events.DispatchFromOutsideAsync(message, options),
        // A message to a channel is handled by exactly one handler, like a command.
        _ => commands.DispatchFromOutsideAsync(message, options),
    };
}
