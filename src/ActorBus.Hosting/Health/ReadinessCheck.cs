using ActorBus.Distribution;
using ActorBus.Hosting.Running;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ActorBus.Hosting.Health;

/// <summary>Reports whether the services can send and consume.</summary>
/// <remarks>
/// Unhealthy: a queue that should be consumed is not, a service has no connection to send through, one of its actors fails again and again, or one of
/// its buses was stopped. Degraded: both work, but the broker accepts
/// nothing for now, the connection to one destination is down, or a raw queue is missing. Restarting a process does not help when its broker is
/// unavailable; see <see cref="LivenessCheck"/>.
/// </remarks>
internal sealed class ReadinessCheck(IServiceProvider services) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var directory = ServiceDirectory.Of(services);
        var worst = HealthStatus.Healthy;
        var reasons = new List<string>();
        var data = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var service in directory.Services)
        {
            var consuming = new HashSet<string>(StringComparer.Ordinal);
            foreach (var status in service.Bridges)
            {
                var now = status.Now;
                var on = status.Broker == ServiceMap.DefaultBroker ? "" : $"@{status.Broker}";
                var key = $"{service.Name}{on}/{status.Service}/{status.Role}";
                data[key] = now.Reason is null ? now.Health.ToString() : $"{now.Health}: {now.Reason}";
                var isConsumer = status.Role == BridgeStatus.Consumer;
                if (isConsumer) consuming.Add(status.Broker);
                // The connection for replies is only opened for the first ask.
                if (now.Health == BridgeHealth.Open || status.Role == BridgeStatus.Replies) continue;
                // Another process consumes the service.
                if (isConsumer && service is { IsPlaced: true, Consumes: false }) continue;
                reasons.Add($"{key} is {now.Health.ToString().ToLowerInvariant()} since {now.Since:O}{(now.Reason is null ? "" : $": {now.Reason}")}");
                var cannotSend = status.Role == BridgeStatus.Publisher && status.Service == service.Name && now.Health != BridgeHealth.Blocked;
                worst = Worse(worst, isConsumer || cannotSend ? HealthStatus.Unhealthy : HealthStatus.Degraded);
            }

            foreach (var trouble in service.Local.Troubles)
            {
                reasons.Add($"{service.Name}: {trouble}");
                worst = HealthStatus.Unhealthy;
            }

            foreach (var broker in service.ConsumedBrokers.Where(broker => !consuming.Contains(broker)))
            {
                reasons.Add($"{service.Name} has not begun to consume{(broker == ServiceMap.DefaultBroker ? "" : $" on the broker '{broker}'")}");
                worst = HealthStatus.Unhealthy;
            }
        }

        return Task.FromResult(new HealthCheckResult(worst, reasons.Count == 0 ? "every connection is open" : string.Join("; ", reasons), null, data));
    }

    private static HealthStatus Worse(HealthStatus one, HealthStatus other) => one < other ? one : other;
}
