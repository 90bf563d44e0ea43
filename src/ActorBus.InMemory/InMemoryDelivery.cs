using ActorBus.Brokers;

namespace ActorBus.InMemory;

/// <summary>A delivered message: passed to the consumer on the connection's executor, and settled on the broker's.</summary>
internal sealed class InMemoryDelivery(Consumer consumer, QueuedMessage message) : IWork
{
    private Settlement? _settlement;

    public Consumer Consumer => consumer;

    public QueuedMessage Message => message;

    /// <summary>The neighbours in <see cref="UnsettledDeliveries"/>, which alone accesses them.</summary>
    public InMemoryDelivery? Previous { get; set; }

    /// <inheritdoc cref="Previous"/>
    public InMemoryDelivery? Next { get; set; }

    /// <summary>Whether the delivery is among the unsettled ones.</summary>
    public bool IsOutstanding { get; set; }

    public void Run()
    {
        if (_settlement is { } settlement) consumer.Connection.Host.Settle(this, settlement);
        else if (consumer.Connection.IsOpen) HandOut();
    }

    private void HandOut()
    {
        long? count = consumer.Queue.Declaration.Kind == QueueKind.Quorum && message.Returns > 0 ? message.Returns : null;
        consumer.Connection.Deliver(consumer, new Delivery(
            message.Message, consumer.Queue.Name, message.Exchange, message.RoutingKey, message.Redelivered, count, Settle));
    }

    private SettleResult Settle(Settlement settlement)
    {
        if (!consumer.Connection.IsOpen) return SettleResult.Stale;
        _settlement = settlement;
        consumer.Connection.Host.Executor.Post(this);
        return SettleResult.Settled;
    }
}
