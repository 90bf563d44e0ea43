namespace ActorBus.Brokers;

/// <summary>Represents the state of a queue at one moment, as reported by the broker.</summary>
/// <param name="Name">The name of the queue.</param>
/// <param name="Ready">The number of messages waiting for a consumer.</param>
/// <param name="Consumers">The number of subscribed consumers.</param>
public sealed record QueueState(string Name, long Ready, int Consumers);
