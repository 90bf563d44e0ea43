namespace ActorBus.Benchmarks;

/// <summary>One case as one subject did it: operations per second of the middle, the worst and the best round.</summary>
internal sealed record Result(string Case, string Subject, string Unit, double Median, double Min, double Max, double BytesPerOperation);
