namespace ActorBus.Brokers;

/// <summary>Represents a running subscription to a queue.</summary>
public interface IBrokerSubscription
{
    /// <summary>The queue.</summary>
    string Queue { get; }

    /// <summary>Stops the subscription. When the task completes, nothing more is delivered; earlier deliveries can still be settled.</summary>
    Task StopAsync(CancellationToken cancellationToken = default);
}
