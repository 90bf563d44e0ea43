using ActorBus.Distribution;

namespace ActorBus.Clustering.Members;

/// <summary>A service of this node.</summary>
/// <param name="Service">The service.</param>
/// <param name="IsExclusive">True when one member at a time consumes it.</param>
internal sealed record PlacedService(ActorBusService Service, bool IsExclusive)
{
    // Told to is not enough: before the broker has confirmed it, there may not even be a queue.
    private bool IsConsuming =>
        Service.Consumes && Service.Bridges.Any(status => status is { Role: BridgeStatus.Consumer, Now.Health: BridgeHealth.Open });

    /// <summary>Returns what it is doing now.</summary>
    public ServiceReport Report() => new(
        Service.Name, IsExclusive, IsConsuming, [.. Service.Queues], [.. Service.Handlers.All.Select(handler => handler.RoutingKey)]);
}
