using System.Diagnostics;

namespace ActorBus.Benchmarks;

/// <summary>Runs a case several times and takes the middle round.</summary>
internal static class Measurement
{
    private const int WarmUps = 3;

    public static async Task<Result> RunAsync(string name, string subject, int operations, int rounds, Func<Task> round)
    {
        for (var i = 0; i < WarmUps; i++)
            await round();

        var rates = new double[rounds];
        var bytes = new double[rounds];
        for (var i = 0; i < rounds; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var started = Stopwatch.GetTimestamp();
            await round();
            var elapsed = Stopwatch.GetElapsedTime(started);
            bytes[i] = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)operations;
            rates[i] = operations / elapsed.TotalSeconds;
        }

        Array.Sort(rates);
        Array.Sort(bytes);
        return new Result(name, subject, "op/s", rates[rounds / 2], rates[0], rates[^1], Math.Round(bytes[rounds / 2], 2));
    }
}
