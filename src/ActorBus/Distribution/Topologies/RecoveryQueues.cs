using ActorBus.Brokers;

namespace ActorBus.Distribution.Topologies;

/// <summary>Determines the queues that every profile has besides the consumed ones: for dead letters and for delayed retries.</summary>
internal static class RecoveryQueues
{
    /// <summary>Returns the dead letter queue and the retry queues of a service.</summary>
    /// <param name="service">The service.</param>
    /// <param name="ownQueue">The queue to which a retry returns after its delay.</param>
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

    /// <summary>Returns the dead letter queue of a service.</summary>
    /// <remarks>Reading dead letters counts as delivering them; with the default limit, newer brokers would drop them after 20 reads.</remarks>
    public static QueueDeclaration DeadLetters(string service) => new(QueueNames.DeadLetters(service)) { DeliveryLimit = 1_000_000 };

    /// <summary>Returns a consumed queue, whose rejected messages go to the dead letter queue.</summary>
    public static QueueDeclaration Consumed(ServiceTopology service, string queue) => new(queue)
    {
        Kind = service.QueueKind ?? QueueKind.Quorum,
        DeliveryLimit = service.QueueKind == QueueKind.Classic ? null : service.DeliveryLimit,
        SingleActiveConsumer = service.SingleActiveConsumer,
        DeadLetterExchange = "",
        DeadLetterRoutingKey = QueueNames.DeadLetters(service.Service),
    };
}
