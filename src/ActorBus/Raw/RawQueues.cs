using ActorBus.Brokers;

namespace ActorBus.Raw;

/// <summary>How queues for raw messages are declared.</summary>
internal static class RawQueues
{
    /// <summary>A durable queue with the dead letter target of the options.</summary>
    public static QueueDeclaration Declaration(string queue, RawBusOptions options) => new(queue)
    {
        DeadLetterExchange = options.DeadLetterExchange,
        DeadLetterRoutingKey = options.DeadLetterExchange is null ? null : options.DeadLetterRoutingKey,
    };

    /// <summary>What is declared for a queue: with it that of the service's dead letters, where it leads there and perhaps nobody else makes it.</summary>
    public static IReadOnlyList<QueueDeclaration> Of(QueueDeclaration queue, RawBusOptions options) =>
        options.DeadLetters is { } letters && queue.DeadLetterExchange is "" && queue.DeadLetterRoutingKey == letters.Name ? [letters, queue] : [queue];
}
