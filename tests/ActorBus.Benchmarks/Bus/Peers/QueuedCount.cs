namespace ActorBus.Benchmarks.Bus.Peers;

/// <summary>The query, with what its handler completes.</summary>
public sealed record QueuedCount(CountOrders Query, TaskCompletionSource<OrderCount> Answer);
