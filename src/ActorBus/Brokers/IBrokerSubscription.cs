namespace ActorBus.Brokers;

/// <summary>A running subscription to a queue.</summary>
public interface IBrokerSubscription
{
    /// <summary>The queue.</summary>
    string Queue { get; }

    /// <summary>Ends it: when the task completes, nothing more is delivered. What was delivered can still be settled.</summary>
    Task StopAsync(CancellationToken cancellationToken = default);
}
