using ActorBus.Hosting.Running;

namespace ActorBus.Akka.Clustering;

/// <summary>A service of this node.</summary>
/// <param name="Runtime">The service.</param>
/// <param name="IsExclusive">True when one member at a time consumes it.</param>
internal sealed record PlacedService(ServiceRuntime Runtime, bool IsExclusive)
{
    /// <summary>What it is doing now.</summary>
    public ServiceReport Report() => new(
        Runtime.Setup.Name, IsExclusive, Runtime.Consumes, [.. Runtime.Queues], [.. Runtime.Setup.Handlers.All.Select(handler => handler.RoutingKey)]);
}
