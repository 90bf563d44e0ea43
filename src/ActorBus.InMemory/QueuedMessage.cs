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

    /// <summary>Its place in the queue.</summary>
    public long Sequence { get; set; }

    /// <summary>When it expires, by the broker's clock; null for never.</summary>
    public TimeSpan? ExpiresAt { get; set; }

    /// <summary>How often it came back unsettled.</summary>
    public int Returns { get; set; }

    /// <summary>True once it came back unsettled.</summary>
    public bool Redelivered => Returns > 0;

    /// <summary>About how much memory it takes.</summary>
    public long Footprint => message.Body.Length + Overhead + (message.Headers.Count * HeaderOverhead);
}
