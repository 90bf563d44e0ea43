using ActorBus.Brokers;

namespace ActorBus.Distribution.Topologies;

/// <summary>The queues that every profile has beside those it consumes: for dead letters, and for retries after a delay.</summary>
internal static class RecoveryQueues
{
    /// <summary>The queues of a service.</summary>
    /// <param name="service">The service.</param>
    /// <param name="ownQueue">Where a retry goes when its delay is over.</param>
    public static IEnumerable<QueueDeclaration> Of(ServiceTopology service, string ownQueue) =>
    [
        DeadLetters(service.Service),
        .. service.RetryDelays.Distinct().Select(delay => new QueueDeclaration(QueueNames.Retry(ownQueue, delay))
        {
            MessageTtl = delay,
            DeadLetterExchange = "",
            DeadLetterRoutingKey = ownQueue,
        }),
    ];

    /// <summary>The queue for the dead letters of a service.</summary>
    /// <remarks>Looking at them counts as delivering them; newer brokers would drop them after 20 looks.</remarks>
    public static QueueDeclaration DeadLetters(string service) => new(QueueNames.DeadLetters(service)) { DeliveryLimit = 1_000_000 };

    /// <summary>A queue that is consumed and hands what the broker gives up to the dead letters.</summary>
    public static QueueDeclaration Consumed(ServiceTopology service, string queue) => new(queue)
    {
        Kind = service.QueueKind ?? QueueKind.Quorum,
        DeliveryLimit = service.QueueKind == QueueKind.Classic ? null : service.DeliveryLimit,
        SingleActiveConsumer = service.SingleActiveConsumer,
        DeadLetterExchange = "",
        DeadLetterRoutingKey = QueueNames.DeadLetters(service.Service),
    };
}
