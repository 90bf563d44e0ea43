namespace ActorBus.Brokers;

/// <summary>
/// Reports that a subscription ended without being stopped by the caller: cancelled by the broker, queue deleted, channel or connection lost.
/// </summary>
/// <param name="Queue">The queue it consumed.</param>
/// <param name="Reason">The reason given by the broker or the client.</param>
public sealed record ConsumerStopped(string Queue, string Reason);
