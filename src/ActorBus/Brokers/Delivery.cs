
namespace ActorBus.Brokers;

/// <summary>One message handed out by a broker, to be settled exactly once.</summary>
/// <remarks>May be settled from any thread; the body is a copy that stays valid.</remarks>
public sealed class Delivery
{
    private readonly Func<Settlement, SettleResult> _settle;
    private int _settled;

    /// <summary>Creates a delivery; for brokers and for tests.</summary>
    /// <param name="message">What was delivered.</param>
    /// <param name="queue">The queue it came from.</param>
    /// <param name="exchange">The exchange it was published to; empty for the default exchange.</param>
    /// <param name="routingKey">The routing key it was published with.</param>
    /// <param name="redelivered">True when it was, or may have been, delivered before.</param>
    /// <param name="deliveryCount">How often the broker itself says it was delivered before; null when it does not say.</param>
    /// <param name="settle">Tells the broker; called at most once, answers Settled or Stale.</param>
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

    /// <summary>What was delivered.</summary>
    public BrokerMessage Message { get; }

    /// <summary>The queue it came from.</summary>
    public string Queue { get; }

    /// <summary>The exchange it was published to; empty for the default exchange.</summary>
    public string Exchange { get; }

    /// <summary>The routing key it was published with.</summary>
    public string RoutingKey { get; }

    /// <summary>True when it was, or may have been, delivered before.</summary>
    public bool Redelivered { get; }

    /// <summary>How often the broker itself says it was delivered before; null when it does not say.</summary>
    public long? DeliveryCount { get; }

    /// <summary>True once it was settled, whatever came of it.</summary>
    public bool IsSettled => Volatile.Read(ref _settled) != 0;

    /// <summary>Fires when the broker has taken it back, to deliver it again: what has not begun need not begin.</summary>
    internal CancellationToken Gone { get; set; }

    /// <summary>Ends the delivery. Only the first call counts; every later one changes nothing and says so.</summary>
    public SettleResult Settle(Settlement settlement) =>
        Interlocked.Exchange(ref _settled, 1) == 0 ? _settle(settlement) : SettleResult.AlreadySettled;
}
