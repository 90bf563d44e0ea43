using ActorBus.Hosting.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ActorBus.Hosting;

/// <summary>Health checks.</summary>
public static class HealthChecksBuilderExtensions
{
    /// <summary>Adds two checks of all services of the host: whether they are ready, and whether they live.</summary>
    /// <remarks>
    /// Ready, under <paramref name="name"/>: every service can send and consume. A broker that is away makes it unhealthy until it is
    /// back. Live, under <paramref name="name"/> with <c>-live</c>: the actors answer; a broker that is away does not matter. Map each to an
    /// endpoint of its own by its tag.
    /// </remarks>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">The name of the check of readiness.</param>
    /// <param name="failureStatus">What an unhealthy result is reported as; null to leave it.</param>
    /// <param name="tags">The tags of the check of readiness, <c>ready</c> and <c>actorbus</c> unless said otherwise; the other one has <c>live</c> and <c>actorbus</c>.</param>
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
