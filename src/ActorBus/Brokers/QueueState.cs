namespace ActorBus.Brokers;

/// <summary>A queue as the broker sees it at one moment.</summary>
/// <param name="Name">The queue.</param>
/// <param name="Ready">Messages that wait for a consumer.</param>
/// <param name="Consumers">Consumers that are subscribed.</param>
public sealed record QueueState(string Name, long Ready, int Consumers);
