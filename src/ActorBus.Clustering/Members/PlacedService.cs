using ActorBus.Distribution;

namespace ActorBus.Clustering.Members;

/// <summary>A service of this node that is placed in the cluster.</summary>
/// <param name="Service">The service.</param>
/// <param name="IsExclusive">Whether only one member at a time consumes the service.</param>
internal sealed record PlacedService(ActorBusService Service, bool IsExclusive)
{
    // Being told to consume is not enough: before the broker has confirmed it, there may not even be a queue.
    private bool IsConsuming =>
        Service.Consumes && Service.Bridges.Any(status => status is { Role: BridgeStatus.Consumer, Now.Health: BridgeHealth.Open });

    /// <summary>Returns a report of its current state.</summary>
    public ServiceReport Report() => new(
        Service.Name, IsExclusive, IsConsuming, [.. Service.Queues], [.. Service.Handlers.All.Select(handler => handler.RoutingKey)]);
}
