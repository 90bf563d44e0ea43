namespace ActorBus.Brokers;

/// <summary>Represents a running subscription to a queue.</summary>
/// <remarks>Disposing a subscription stops it, sends pending settlements, and returns every unsettled delivery to the broker.</remarks>
public interface IBrokerSubscription : IAsyncDisposable
{
    /// <summary>The queue.</summary>
    string Queue { get; }

    /// <summary>Stops the subscription. When the task completes, nothing more is delivered; earlier deliveries can still be settled.</summary>
    Task StopAsync(CancellationToken cancellationToken = default);
}
