using ActorBus.Distribution;
using ActorBus.Hosting.Running;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ActorBus.Hosting.Health;

/// <summary>Says how the connections of all services are doing.</summary>
/// <remarks>
/// Unhealthy: a queue that should be consumed is not. Degraded: sending is held up, because a publisher is on its way to the
/// broker or the broker takes nothing for now. It is a check of readiness: a process is not better for being restarted when
/// its broker is away.
/// </remarks>
internal sealed class ActorBusHealthCheck(HostRuntime runtime) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var worst = HealthStatus.Healthy;
        var reasons = new List<string>();
        var data = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var service in runtime.Services)
        {
            var consuming = new HashSet<string>(StringComparer.Ordinal);
            foreach (var status in service.Statuses)
            {
                var now = status.Now;
                var on = status.Broker == ServiceMap.DefaultBroker ? "" : $"@{status.Broker}";
                var key = $"{service.Setup.Name}{on}/{status.Service}/{status.Role}";
                data[key] = now.Reason is null ? now.Health.ToString() : $"{now.Health}: {now.Reason}";
                var isConsumer = status.Role == BridgeStatus.Consumer;
                if (isConsumer) consuming.Add(status.Broker);
                // Replies are connected to when the first ask is made.
                if (now.Health == BridgeHealth.Open || status.Role == BridgeStatus.Replies) continue;
                // It is consumed elsewhere.
                if (isConsumer && service is { IsPlaced: true, Consumes: false }) continue;
                reasons.Add($"{key} is {now.Health.ToString().ToLowerInvariant()} since {now.Since:O}{(now.Reason is null ? "" : $": {now.Reason}")}");
                worst = Worse(worst, isConsumer ? HealthStatus.Unhealthy : HealthStatus.Degraded);
            }

            foreach (var broker in service.ConsumedBrokers.Where(broker => !consuming.Contains(broker)))
            {
                reasons.Add($"{service.Setup.Name} has not begun to consume{(broker == ServiceMap.DefaultBroker ? "" : $" on the broker '{broker}'")}");
                worst = HealthStatus.Unhealthy;
            }
        }

        return Task.FromResult(new HealthCheckResult(worst, reasons.Count == 0 ? "every connection is open" : string.Join("; ", reasons), null, data));
    }

    private static HealthStatus Worse(HealthStatus one, HealthStatus other) => one < other ? one : other;
}
