using System.Buffers.Binary;
using System.Diagnostics;

namespace ActorBus.Benchmarks.RabbitMq;

/// <summary>The time from the call that sends to the handler, at a steady 2,000 messages of 200 bytes a second.</summary>
internal sealed class LatencyCase(string name) : RabbitMqCase(name)
{
    private const int Size = 200;
    private const int PerSecond = 2_000;

    /// <inheritdoc/>
    public override async Task<Round> RunAsync(IRabbitMqSubject subject, Bench bench)
    {
        var count = bench.Scaled(5 * PerSecond);
        var times = new long[count];
        await BeginAsync(subject, bench, Size);
        bench.Arrivals.Expect(count, times);
        var before = bench.Usage;
        var sends = await Task.Factory.StartNew(() => Send(subject, count), TaskCreationOptions.LongRunning);
        await Task.WhenAll(sends);
        await bench.Arrivals.AllAsync();
        var used = bench.Usage - before;
        await subject.StopConsumerAsync();
        return new Round(count, used)
        {
            Handled = count,
            Milliseconds = [.. times.Select(ticks => ticks * 1_000.0 / Stopwatch.Frequency).Order()],
        };
    }

    /// <inheritdoc/>
    public override Result Sum(string subject, IReadOnlyList<Round> rounds) =>
        Sum(subject, "ms", rounds, round => Quantile(round, 0.5)) with { P99 = Result.Middle(rounds.Select(round => Quantile(round, 0.99))) };

    /// <summary>Sends whatever is due each time the clock has moved on; never more than one millisecond's at a time.</summary>
    private static Task[] Send(IRabbitMqSubject subject, int count)
    {
        var sends = new Task[count];
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            while (Stopwatch.GetElapsedTime(started).TotalSeconds < i / (double)PerSecond) Thread.Sleep(1);
            var body = new byte[Size];
            BinaryPrimitives.WriteInt64LittleEndian(body, Stopwatch.GetTimestamp());
            sends[i] = subject.SendAsync(body);
        }

        return sends;
    }

    private static double Quantile(Round round, double part) => round.Milliseconds[(int)((round.Milliseconds.Length - 1) * part)];
}
