using ActorBus.Brokers;

namespace ActorBus.Distribution.Topologies;

/// <summary>What one service needs on the broker.</summary>
/// <param name="Service">The service's name.</param>
/// <param name="EventPatterns">The event names and patterns it listens to.</param>
/// <param name="RetryDelays">The delays of its failure policies.</param>
/// <param name="DeliveryLimit">How often a message may come back to the queue.</param>
/// <param name="SingleActiveConsumer">Whether one instance consumes at a time.</param>
/// <param name="QueueKind">How the consumed queues keep their messages; null for the profile's own way.</param>
internal sealed record ServiceTopology(
    string Service, IReadOnlyCollection<string> EventPatterns, IReadOnlyCollection<TimeSpan> RetryDelays, int DeliveryLimit,
    bool SingleActiveConsumer = false, QueueKind? QueueKind = null);
