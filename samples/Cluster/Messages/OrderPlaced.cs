using ActorBus;

namespace ClusterSample.Messages;

/// <summary>An order was handled, by the node that is named.</summary>
[MessageName("order.placed")]
internal sealed record OrderPlaced(int Number, string Node);
