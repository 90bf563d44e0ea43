using ActorBus.Brokers;

namespace ActorBus.Distribution.Topologies;

/// <summary>Describes what one service needs on the broker.</summary>
/// <param name="Service">The name of the service.</param>
/// <param name="EventPatterns">The event names and patterns the service subscribes to.</param>
/// <param name="RetryDelays">The delays of its failure policies.</param>
/// <param name="DeliveryLimit">How often a message may return to the queue.</param>
/// <param name="SingleActiveConsumer">Whether only one instance consumes at a time.</param>
/// <param name="QueueKind">The type of the consumed queues; null for that of the profile.</param>
internal sealed record ServiceTopology(
    string Service, IReadOnlyCollection<string> EventPatterns, IReadOnlyCollection<TimeSpan> RetryDelays, int DeliveryLimit,
    bool SingleActiveConsumer = false, QueueKind? QueueKind = null);
