
namespace ActorBus.Brokers;

/// <summary>A message with its address on the broker.</summary>
/// <param name="Exchange">The exchange; empty for the default exchange, whose routing key is the name of a queue.</param>
/// <param name="RoutingKey">The routing key; at most 255 bytes of UTF-8.</param>
/// <param name="Message">What is sent.</param>
/// <param name="Mandatory">True: a message that no queue takes is returned. False: it is confirmed and gone.</param>
public sealed record OutgoingMessage(string Exchange, string RoutingKey, BrokerMessage Message, bool Mandatory = true);
