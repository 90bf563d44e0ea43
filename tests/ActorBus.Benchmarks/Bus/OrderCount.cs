namespace ActorBus.Benchmarks.Bus;

/// <summary>The answer to the query.</summary>
public sealed record OrderCount(int Count);
