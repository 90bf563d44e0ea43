using ActorBus;
using ActorBus.Messages;
using Quickstart.Orders;

namespace Quickstart.Shop;

/// <summary>The service <c>shop</c>: sends what the input asks for.</summary>
internal sealed class ShopService(IDistributedBus bus)
{
    /// <summary>The command, within the shop, to send what one line of the input asks for.</summary>
    public const string SendOrder = "shop.sendOrder";

    /// <summary>Sends it; collected, so it leaves when this method has ended.</summary>
    [CommandHandler(SendOrder, Concurrency = 128)]
    public Task Send(Order order, CancellationToken cancellationToken) => order.Kind switch
    {
        MessageKind.Command => bus.SendCommandAsync(order.Destination!, order.Name, order.Body, order.MediaType, order.Metadata, cancellationToken),
        MessageKind.Event => bus.PublishEventAsync(order.Name, order.Body, order.MediaType, order.Metadata, cancellationToken),
        _ => bus.SendMessageAsync(order.Destination!, order.Name, order.Body, order.MediaType, order.Metadata, cancellationToken),
    };
}
