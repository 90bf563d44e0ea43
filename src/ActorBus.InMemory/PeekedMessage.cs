using ActorBus.Brokers;

namespace ActorBus.InMemory;

/// <summary>Represents a message waiting in a queue, inspected without removing it.</summary>
/// <param name="Message">The message.</param>
/// <param name="Exchange">The exchange to which it was published or dead-lettered.</param>
/// <param name="RoutingKey">The routing key with which it was published or dead-lettered.</param>
/// <param name="Returns">How often it returned to the queue unsettled.</param>
public sealed record PeekedMessage(BrokerMessage Message, string Exchange, string RoutingKey, int Returns);
