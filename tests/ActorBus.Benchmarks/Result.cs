using System.Text.Json.Serialization;

namespace ActorBus.Benchmarks;

/// <summary>One case as one subject did it: operations per second of the middle, the worst and the best round.</summary>
/// <remarks>A case that measures time instead says so in its unit.</remarks>
internal sealed record Result(string Case, string Subject, string Unit, double Median, double Min, double Max, double BytesPerOperation)
{
    /// <summary>The time that 99 of 100 messages keep below, in the unit of the case.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? P99 { get; init; }

    /// <summary>Processor seconds of this process for 100,000 operations.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ClientSeconds { get; init; }

    /// <summary>Processor seconds of the broker for 100,000 operations.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? BrokerSeconds { get; init; }
}
