using ActorBus.Brokers;

namespace ActorBus.InMemory;

/// <summary>A message with a consumer: handed out on the connection's executor, settled on the broker's.</summary>
internal sealed class InMemoryDelivery(Consumer consumer, QueuedMessage message) : IWork
{
    private Settlement? _settlement;

    public Consumer Consumer => consumer;

    public QueuedMessage Message => message;

    /// <summary>Neighbours in <see cref="UnsettledDeliveries"/>, which alone touches them.</summary>
    public InMemoryDelivery? Previous { get; set; }

    /// <inheritdoc cref="Previous"/>
    public InMemoryDelivery? Next { get; set; }

    /// <summary>True while it is among the unsettled.</summary>
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
