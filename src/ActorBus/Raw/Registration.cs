using ActorBus.Brokers;

namespace ActorBus.Raw;

/// <summary>A consumer that would consume now, if there were a broker.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Pattern">The event or pattern; null for a queue that is bound to none.</param>
/// <param name="Timeout">How long each message is awaited; null for ever.</param>
/// <param name="Multiple">Whether more than one message is.</param>
/// <param name="Process">What is done with a delivery: the callback, and what follows when it fails.</param>
internal sealed record Registration(string Queue, string? Pattern, TimeSpan? Timeout, bool Multiple, Func<Delivery, CancellationToken, Task> Process)
{
    /// <summary>Has a message processed.</summary>
    /// <returns>How it was settled; null when it was not.</returns>
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
