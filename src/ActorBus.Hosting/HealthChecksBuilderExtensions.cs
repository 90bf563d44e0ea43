using ActorBus.Hosting.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ActorBus.Hosting;

/// <summary>Extends <see cref="IHealthChecksBuilder"/> with the health checks of ActorBus.</summary>
public static class HealthChecksBuilderExtensions
{
    /// <summary>Adds a readiness check and a liveness check that cover all services of the host.</summary>
    /// <remarks>
    /// The readiness check, named <paramref name="name"/>, requires that every service can send and consume; an unavailable broker makes it unhealthy
    /// until the broker is back. The liveness check, named <paramref name="name"/> with the suffix <c>-live</c>, requires that the actors respond; an
    /// unavailable broker does not affect it. Map each to its own endpoint by its tag.
    /// </remarks>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">The name of the readiness check.</param>
    /// <param name="failureStatus">The status to report for an unhealthy result; null to keep it.</param>
    /// <param name="tags">
    /// The tags of the readiness check; the default is <c>ready</c> and <c>actorbus</c>. The liveness check always has <c>live</c> and
    /// <c>actorbus</c>.
    /// </param>
    public static IHealthChecksBuilder AddActorBus(
        this IHealthChecksBuilder builder, string name = "actorbus", HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddActorBus();
        return builder
            .AddCheck<ReadinessCheck>(name, failureStatus, tags ?? ["ready", "actorbus"])
            .AddCheck<LivenessCheck>($"{name}-live", failureStatus, ["live", "actorbus"]);
    }
}
