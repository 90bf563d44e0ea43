using ActorBus.Brokers;

namespace ActorBus.Distribution.Profiles;

/// <summary>Where a message was first published, taken from the headers of a retry or replay, otherwise from the delivery.</summary>
/// <param name="Exchange">The exchange; empty for the default exchange.</param>
/// <param name="RoutingKey">The routing key.</param>
internal readonly record struct MessageOrigin(string Exchange, string RoutingKey)
{
    /// <summary>Returns the origin of a delivery.</summary>
    public static MessageOrigin Of(Delivery delivery) =>
        delivery.Exchange.Length == 0
        && delivery.Message.Text(WireHeaders.OriginalExchange) is { } exchange
        && delivery.Message.Text(WireHeaders.OriginalRoutingKey) is { } routingKey
            ? new MessageOrigin(exchange, routingKey)
            : new MessageOrigin(delivery.Exchange, delivery.RoutingKey);
}
