using ActorBus.Brokers;

namespace ActorBus.Raw;

/// <summary>Determines how queues for raw messages are declared.</summary>
internal static class RawQueues
{
    /// <summary>Returns a durable queue with the dead letter target of the options.</summary>
    /// <remarks>
    /// It has no delivery limit, unlike the queues of handlers: callbacks give messages back as often as they like, and a queue may have no dead letter
    /// target, where the broker would drop what is over the limit.
    /// </remarks>
    public static QueueDeclaration Declaration(string queue, RawBusOptions options) => new(queue)
    {
        DeadLetterExchange = options.DeadLetterExchange,
        DeadLetterRoutingKey = options.DeadLetterExchange is null ? null : options.DeadLetterRoutingKey,
    };

    /// <summary>
    /// Returns the queues to declare: the queue, and the dead letter queue of the service if the queue leads there, as it may not exist yet.
    /// </summary>
    public static IReadOnlyList<QueueDeclaration> Of(QueueDeclaration queue, RawBusOptions options) =>
        options.DeadLetters is { } letters && queue.DeadLetterExchange is "" && queue.DeadLetterRoutingKey == letters.Name ? [letters, queue] : [queue];
}
