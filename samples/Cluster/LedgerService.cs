using ActorBus;
using ClusterSample.Messages;

namespace ClusterSample;

/// <summary>Writes what was ordered, on one consumer node at a time.</summary>
internal sealed class LedgerService(IDistributedBus bus, NodeName node)
{
    [Distributed]
    [EventHandler("order.placed")]
    public Task Write(OrderPlaced order) => bus.PublishAsync(new LedgerWritten(order.Number, node.Value));
}
