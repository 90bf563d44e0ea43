using ActorBus.Brokers;
using ActorBus.Distribution;

namespace ActorBus.Hosting.Verbs;

/// <summary>The observable state of a running service.</summary>
/// <param name="Consumers">The consumers of its queues.</param>
/// <param name="ConsumedQueues">The consumed queues, each with its broker.</param>
/// <param name="InFlight">Returns the number of messages that handlers are processing.</param>
internal sealed record RunningService(
    IReadOnlyList<BridgeStatus> Consumers, IReadOnlyList<(IBroker Broker, string Queue)> ConsumedQueues, Func<int> InFlight);
