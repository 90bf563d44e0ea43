namespace ActorBus.Benchmarks.Bus.Peers;

/// <summary>The command, with what its handler completes.</summary>
public sealed record QueuedOrder(PlaceOrder Order, TaskCompletionSource Done);
