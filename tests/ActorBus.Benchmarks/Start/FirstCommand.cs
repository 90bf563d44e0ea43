namespace ActorBus.Benchmarks.Start;

/// <summary>The first command of a host.</summary>
internal sealed record FirstCommand(int Number);
