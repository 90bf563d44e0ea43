using ActorBus.Brokers;

namespace ActorBus.InMemory;

/// <summary>A message that waits in a queue, looked at without taking it.</summary>
/// <param name="Message">What it is.</param>
/// <param name="Exchange">The exchange it was published to, or dead-lettered to.</param>
/// <param name="RoutingKey">The routing key it was published with, or dead-lettered with.</param>
/// <param name="Returns">How often it came back unsettled.</param>
public sealed record PeekedMessage(BrokerMessage Message, string Exchange, string RoutingKey, int Returns);
