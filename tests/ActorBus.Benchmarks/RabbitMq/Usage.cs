using System.Diagnostics;
using System.Globalization;

namespace ActorBus.Benchmarks.RabbitMq;

/// <summary>What time it is, and what was used up so far.</summary>
/// <param name="Timestamp">The time.</param>
/// <param name="Bytes">What this process has allocated.</param>
/// <param name="Client">The processor seconds of this process.</param>
/// <param name="Broker">The processor seconds of the broker; not a number when its process is not known.</param>
internal readonly record struct Usage(long Timestamp, long Bytes, double Client, double Broker)
{
    private const double TicksPerSecond = 100;

    public double Seconds => Timestamp / (double)Stopwatch.Frequency;

    public static Usage Now(int? broker) =>
        new(Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes(), Environment.CpuUsage.TotalTime.TotalSeconds, Of(broker));

    public static Usage operator -(Usage later, Usage earlier) => new(
        later.Timestamp - earlier.Timestamp, later.Bytes - earlier.Bytes, later.Client - earlier.Client, later.Broker - earlier.Broker);

    private static double Of(int? process)
    {
        if (process is null || !OperatingSystem.IsLinux()) return double.NaN;
        // The name of the program, in brackets, may hold blanks; utime and stime are the 12th and 13th word behind it.
        var text = File.ReadAllText($"/proc/{process}/stat");
        var words = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return (double.Parse(words[11], CultureInfo.InvariantCulture) + double.Parse(words[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }
}
