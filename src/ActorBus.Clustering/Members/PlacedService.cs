using ActorBus.Distribution;
using ActorBus.Hosting.Running;

namespace ActorBus.Clustering.Members;

/// <summary>A service of this node.</summary>
/// <param name="Runtime">The service.</param>
/// <param name="IsExclusive">True when one member at a time consumes it.</param>
internal sealed record PlacedService(ServiceRuntime Runtime, bool IsExclusive)
{
    // Told to is not enough: before the broker has confirmed it, there may not even be a queue.
    private bool IsConsuming =>
        Runtime.Consumes && Runtime.Statuses.Any(status => status is { Role: BridgeStatus.Consumer, Now.Health: BridgeHealth.Open });

    /// <summary>What it is doing now.</summary>
    public ServiceReport Report() => new(
        Runtime.Setup.Name, IsExclusive, IsConsuming, [.. Runtime.Queues], [.. Runtime.Setup.Handlers.All.Select(handler => handler.RoutingKey)]);
}
