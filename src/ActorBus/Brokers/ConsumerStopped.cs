namespace ActorBus.Brokers;

/// <summary>A subscription gets nothing more although nobody stopped it: cancelled by the broker, queue deleted, channel or connection lost.</summary>
/// <param name="Queue">The queue it consumed.</param>
/// <param name="Reason">Why, in the broker's or the client's words.</param>
public sealed record ConsumerStopped(string Queue, string Reason);
