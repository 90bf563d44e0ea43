using ActorBus;
using ClusterSample.Messages;

namespace ClusterSample;

/// <summary>Takes orders, on every consumer node.</summary>
internal sealed class OrderService(IDistributedBus bus, NodeName node)
{
    private static int _handled;

    [Distributed]
    [CommandHandler("orders.place")]
    public Task Place(PlaceOrder order)
    {
        Interlocked.Increment(ref _handled);
        return bus.PublishAsync(new OrderPlaced(order.Number, node.Value));
    }

    [Distributed]
    [QueryHandler("orders.count")]
    public static int Count(CountOrders _) => Volatile.Read(ref _handled);
}
