using ActorBus;

namespace ClusterSample.Messages;

/// <summary>A command to the service <c>orders</c>.</summary>
[MessageName("orders.place")]
internal sealed record PlaceOrder(int Number);
