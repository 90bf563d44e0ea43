namespace ActorBus.Benchmarks.Bus;

/// <summary>The query of the benchmark.</summary>
public sealed record CountOrders(int Number);
