using ActorBus;

namespace ClusterSample.Messages;

/// <summary>A query to a node that runs <c>orders</c>: how many it has handled. Asked over the cluster, not over the broker.</summary>
[MessageName("orders.count")]
internal sealed record CountOrders;
