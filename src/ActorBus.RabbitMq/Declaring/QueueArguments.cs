using ActorBus.Brokers;

namespace ActorBus.RabbitMq.Declaring;

/// <summary>Converts a queue declaration to RabbitMQ's arguments.</summary>
internal static class QueueArguments
{
    /// <summary>Returns the arguments of a queue.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="serverMajor">The major version of the broker: from version 4 on, a delivery limit applies unless it is turned off.</param>
    public static Dictionary<string, object?> Of(QueueDeclaration queue, int serverMajor)
    {
        var arguments = new Dictionary<string, object?>();
        if (queue.Kind != QueueKind.Exclusive)
            arguments["x-queue-type"] = queue.Kind == QueueKind.Quorum ? "quorum" : "classic";
        if (queue.Kind == QueueKind.Quorum && (queue.DeliveryLimit is not null || serverMajor >= 4))
            arguments["x-delivery-limit"] = (long)(queue.DeliveryLimit ?? -1);
        if (queue.MessageTtl is { } ttl)
            arguments["x-message-ttl"] = (long)ttl.TotalMilliseconds;
        if (queue.Expires is { } expires)
            arguments["x-expires"] = (long)expires.TotalMilliseconds;
        if (queue.MaxLength is { } length)
            arguments["x-max-length"] = length;
        if (queue.MaxLengthBytes is { } bytes)
            arguments["x-max-length-bytes"] = bytes;
        if (queue.MaxPriority is { } priority)
            arguments["x-max-priority"] = (long)priority;
        if (queue.SingleActiveConsumer)
            arguments["x-single-active-consumer"] = true;
        if (queue.DeadLetterExchange is { } exchange)
            arguments["x-dead-letter-exchange"] = exchange;
        if (queue.DeadLetterRoutingKey is { } key)
            arguments["x-dead-letter-routing-key"] = key;

        // A dead letter is passed on with confirmation, which the broker supports only for queues that refuse rather than drop.
        var confirmed = queue is { Kind: QueueKind.Quorum, DeadLetterExchange: not null };
        if (confirmed)
            arguments["x-dead-letter-strategy"] = "at-least-once";
        if (confirmed || queue.MaxLength is not null || queue.MaxLengthBytes is not null)
            arguments["x-overflow"] = "reject-publish";
        return arguments;
    }
}
