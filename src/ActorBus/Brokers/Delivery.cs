
namespace ActorBus.Brokers;

/// <summary>Represents a message delivered by a broker, to be settled exactly once.</summary>
/// <remarks>May be settled from any thread; the body is a copy that stays valid.</remarks>
public sealed class Delivery
{
    private readonly Func<Settlement, SettleResult> _settle;
    private int _settled;

    /// <summary>Initializes a delivery; for brokers and tests.</summary>
    /// <param name="message">The message.</param>
    /// <param name="queue">The queue it was delivered from.</param>
    /// <param name="exchange">The exchange it was published to; empty for the default exchange.</param>
    /// <param name="routingKey">The routing key it was published with.</param>
    /// <param name="redelivered">Whether it was, or may have been, delivered before.</param>
    /// <param name="deliveryCount">The number of earlier deliveries as counted by the broker; null when the broker does not count them.</param>
    /// <param name="settle">Settles the delivery at the broker; called at most once, returns Settled or Stale.</param>
    public Delivery(
        BrokerMessage message, string queue, string exchange, string routingKey, bool redelivered, long? deliveryCount,
        Func<Settlement, SettleResult> settle)
    {
        Message = message;
        Queue = queue;
        Exchange = exchange;
        RoutingKey = routingKey;
        Redelivered = redelivered;
        DeliveryCount = deliveryCount;
        _settle = settle;
    }

    /// <summary>The delivered message.</summary>
    public BrokerMessage Message { get; }

    /// <summary>The queue it was delivered from.</summary>
    public string Queue { get; }

    /// <summary>The exchange it was published to; empty for the default exchange.</summary>
    public string Exchange { get; }

    /// <summary>The routing key it was published with.</summary>
    public string RoutingKey { get; }

    /// <summary>Whether the message was, or may have been, delivered before.</summary>
    public bool Redelivered { get; }

    /// <summary>The number of earlier deliveries as counted by the broker; null when the broker does not count them.</summary>
    public long? DeliveryCount { get; }

    /// <summary>Whether the delivery has been settled, whatever the result.</summary>
    public bool IsSettled => Volatile.Read(ref _settled) != 0;

    /// <summary>Settles the delivery. Only the first call has an effect; later calls return <see cref="SettleResult.AlreadySettled"/>.</summary>
    public SettleResult Settle(Settlement settlement) =>
        Interlocked.Exchange(ref _settled, 1) == 0 ? _settle(settlement) : SettleResult.AlreadySettled;
}
