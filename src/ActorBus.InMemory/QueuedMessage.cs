using ActorBus.Brokers;

namespace ActorBus.InMemory;

/// <summary>A message in one queue.</summary>
internal sealed class QueuedMessage(BrokerMessage message, string exchange, string routingKey)
{
    private const int Overhead = 512;
    private const int HeaderOverhead = 96;

    public BrokerMessage Message => message;

    public string Exchange => exchange;

    public string RoutingKey => routingKey;

    /// <summary>The position in the queue.</summary>
    public long Sequence { get; set; }

    /// <summary>The time of expiry by the broker's clock; null for never.</summary>
    public TimeSpan? ExpiresAt { get; set; }

    /// <summary>How often the message returned to the queue unsettled.</summary>
    public int Returns { get; set; }

    /// <summary>Whether the message returned to the queue unsettled at least once.</summary>
    public bool Redelivered => Returns > 0;

    /// <summary>The approximate memory use in bytes.</summary>
    public long Footprint => message.Body.Length + Overhead + (message.Headers.Count * HeaderOverhead);
}
