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
}
