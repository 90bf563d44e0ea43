namespace ActorBus.Benchmarks.Bus;

/// <summary>The command of the benchmark.</summary>
public sealed record PlaceOrder(int Number);
