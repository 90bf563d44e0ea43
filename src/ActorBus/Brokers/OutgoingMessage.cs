
namespace ActorBus.Brokers;

/// <summary>Represents a message with its address on the broker.</summary>
/// <param name="Exchange">The exchange; empty for the default exchange, whose routing key is the name of a queue.</param>
/// <param name="RoutingKey">The routing key; at most 255 bytes of UTF-8.</param>
/// <param name="Message">The message.</param>
/// <param name="Mandatory">Whether a message that reaches no queue is returned; otherwise it is confirmed and lost.</param>
public sealed record OutgoingMessage(string Exchange, string RoutingKey, BrokerMessage Message, bool Mandatory = true);
