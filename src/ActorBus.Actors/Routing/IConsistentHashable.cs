namespace ActorBus.Actors.Routing;

/// <summary>A message that names the key by which a consistent hashing router chooses its routee.</summary>
public interface IConsistentHashable
{
    /// <summary>The key; messages of one key go to one routee as long as the routees stay the same.</summary>
    object ConsistentHashKey { get; }
}
