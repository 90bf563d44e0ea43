using ActorBus.Hosting.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ActorBus.Hosting;

/// <summary>Health checks.</summary>
public static class HealthChecksBuilderExtensions
{
    /// <summary>Adds a check of the connections of all services: consumed queues, publishers, blocked brokers.</summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">Its name.</param>
    /// <param name="failureStatus">What an unhealthy result is reported as; null to leave it.</param>
    /// <param name="tags">Its tags; <c>ready</c> and <c>actorbus</c> unless said otherwise.</param>
    public static IHealthChecksBuilder AddActorBus(
        this IHealthChecksBuilder builder, string name = "actorbus", HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddCheck<ActorBusHealthCheck>(name, failureStatus, tags ?? ["ready", "actorbus"]);
    }
}
