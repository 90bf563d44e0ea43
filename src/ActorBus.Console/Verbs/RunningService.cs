using ActorBus.Brokers;
using ActorBus.Distribution;

namespace ActorBus.Hosting.Verbs;

/// <summary>What there is to watch of a service that runs.</summary>
/// <param name="Consumers">The consumers of its queues.</param>
/// <param name="ConsumedQueues">The queues that they consume, each with its broker.</param>
/// <param name="InFlight">Counts the messages that its handlers work on.</param>
internal sealed record RunningService(
    IReadOnlyList<BridgeStatus> Consumers, IReadOnlyList<(IBroker Broker, string Queue)> ConsumedQueues, Func<int> InFlight);
