namespace ActorBus.Actors.Routing;

/// <summary>Gives a message a key for a consistent hashing router; the routee gets the message only.</summary>
public sealed class ConsistentHashableEnvelope : RouterEnvelope, IConsistentHashable
{
    /// <summary>Wraps a message.</summary>
    public ConsistentHashableEnvelope(object message, object hashKey)
        : base(message) => HashKey = hashKey;

    /// <summary>The key.</summary>
    public object HashKey { get; }

    /// <inheritdoc/>
    public object ConsistentHashKey => HashKey;
}
