using ActorBus.Brokers;

namespace ActorBus.Raw;

/// <summary>A consumer that would be consuming if there were a broker.</summary>
/// <param name="Queue">The name of the queue.</param>
/// <param name="Pattern">The event or pattern; null for a queue that is not bound to one.</param>
/// <param name="Timeout">How long to wait for each message; null or zero for no limit.</param>
/// <param name="Multiple">Whether the consumer takes more than one message.</param>
/// <param name="Process">Processes a delivery with the callback, including the handling of its failure.</param>
internal sealed record Registration(string Queue, string? Pattern, TimeSpan? Timeout, bool Multiple, Func<Delivery, CancellationToken, Task> Process)
{
    /// <summary>Processes a message.</summary>
    /// <returns>The settlement of the message; null when it was not settled.</returns>
    public async Task<Settlement?> RunAsync(string exchange, string routingKey, BrokerMessage message, CancellationToken cancellationToken)
    {
        Settlement? settled = null;
        var delivery = new Delivery(message, Queue, exchange, routingKey, redelivered: false, deliveryCount: null, how =>
        {
            settled = how;
            return SettleResult.Settled;
        });
        await Process(delivery, cancellationToken).ConfigureAwait(false);
        return settled;
    }
}
