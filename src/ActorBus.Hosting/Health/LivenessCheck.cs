using ActorBus.Hosting.Running;
using Akka.Actor;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ActorBus.Hosting.Health;

/// <summary>Reports whether the actors of the services respond. A process in which they do not should be restarted.</summary>
/// <remarks>An unavailable broker does not affect the result; see <see cref="ReadinessCheck"/>.</remarks>
internal sealed class LivenessCheck(IServiceProvider services) : IHealthCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var directory = ServiceDirectory.Of(services);
        // A service that is still starting is not dead.
        if (!directory.Started.IsCompleted) return HealthCheckResult.Healthy("the buses are starting");
        if (directory.Started.IsFaulted) return HealthCheckResult.Unhealthy($"the buses did not start: {directory.Started.Exception!.InnerException!.Message}");
        var answers = await Task.WhenAll(directory.Services.Select(service => AnswersAsync(service, cancellationToken))).ConfigureAwait(false);
        var dead = directory.Services.Zip(answers).Where(one => !one.Second).Select(one => $"the actors of '{one.First.Name}' do not answer").ToArray();
        return dead.Length == 0 ? HealthCheckResult.Healthy("all actors answer") : HealthCheckResult.Unhealthy(string.Join("; ", dead));
    }

    private static async Task<bool> AnswersAsync(ActorBusService service, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await service.Local.Guardian.Ask<ActorIdentity>(new Identify(null), Limit, cancellationToken).ConfigureAwait(false);
            return answer.Subject is not null;
        }
        catch (AskTimeoutException)
        {
            return false;
        }
    }
}
