using ActorBus.Messages;
using ActorBus.Pipeline;

namespace ActorBus.Distribution;

/// <summary>The local buses as targets of messages from outside the process.</summary>
internal sealed class LocalBuses(MessageBus commands, MessageBus events, MessageBus queries)
{
    /// <summary>Dispatches a message on the bus for its kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="message">The message.</param>
    /// <param name="options">The options.</param>
    /// <param name="completion">Told of the end on the thread on which the dispatch ends, often that of a routee, which spares a change of threads.</param>
    public void Dispatch(MessageKind kind, object message, DispatchOptions options, IDispatchCompletion completion)
    {
        var bus = kind switch
        {
            MessageKind.Query => queries,
            MessageKind.Event => events,
            // A message to a channel is handled by exactly one handler, like a command.
            _ => commands,
        };
        bus.Begin(message, options, completion, CancellationToken.None);
    }
}
