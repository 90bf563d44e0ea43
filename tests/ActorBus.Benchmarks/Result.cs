using System.Text.Json.Serialization;
using ActorBus.Benchmarks.Bus;

namespace ActorBus.Benchmarks;

/// <summary>One case as one subject did it: operations per second of the middle, the worst and the best round.</summary>
/// <remarks>A case that measures something else than a rate says so in its unit.</remarks>
internal sealed record Result(string Case, string Subject, string Unit, double Median, double Min, double Max, double BytesPerOperation)
{
    /// <summary>How many operations processor seconds are given for.</summary>
    public const double Reference = 100_000;

    /// <summary>The time that 99 of 100 messages keep below, in the unit of the case.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? P99 { get; init; }

    /// <summary>Processor seconds of this process for 100,000 operations.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ClientSeconds { get; init; }

    /// <summary>Processor seconds of the broker for 100,000 operations.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? BrokerSeconds { get; init; }

    /// <summary>True for a case inside one process.</summary>
    [JsonIgnore]
    public bool IsLocal => BusCase.All.Any(one => one.Name == Case);

    /// <summary>True for a case over RabbitMQ.</summary>
    [JsonIgnore]
    public bool IsRemote => ClientSeconds is not null && !IsLocal;

    /// <summary>Returns the result of some rounds: the middle, the lowest and the highest number.</summary>
    public static Result Of(string name, string subject, string unit, IEnumerable<double> numbers, IEnumerable<double> bytes)
    {
        double[] ordered = [.. numbers.Order()];
        return new Result(name, subject, unit, ordered[ordered.Length / 2], ordered[0], ordered[^1], Math.Round(Middle(bytes), 1));
    }

    /// <summary>Returns the middle one of some numbers.</summary>
    public static double Middle(IEnumerable<double> numbers)
    {
        double[] ordered = [.. numbers.Order()];
        return ordered[ordered.Length / 2];
    }
}
