namespace ActorBus.Benchmarks.Bus;

/// <summary>The event of the benchmark; three listen.</summary>
public sealed record OrderPlaced(int Number);
