using System.Diagnostics;

namespace ActorBus.Benchmarks.Bus;

/// <summary>One case as one subject does it, round after round.</summary>
/// <remarks>Each subject does as many operations a round as take about half a second, so that the slow ones do not take hours.</remarks>
internal sealed class BusRun(BusCase one, IBusSubject subject)
{
    private const int Callers = 1_000;
    private const int FirstOperations = 100;
    private const int MostOperations = 1_000_000;
    private const int RoundsWithoutGain = 3;
    private const double Gain = 1.05;
    private static readonly TimeSpan RoundTime = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(10);
    private readonly List<double> _rates = [];
    private readonly List<double> _bytes = [];
    private readonly List<double> _seconds = [];
    private int _operations = one.Concurrent ? Callers : FirstOperations;

    /// <summary>What the rounds came to.</summary>
    public Result Result => Result.Of(one.Name, subject.Name, "op/s", _rates, _bytes) with { ClientSeconds = Result.Middle(_seconds) };

    /// <summary>Runs until it gets no faster, so until the code is compiled for good, and finds out how many operations make a round.</summary>
    public async Task WarmUpAsync()
    {
        var started = Stopwatch.GetTimestamp();
        var best = 0.0;
        for (var without = 0; without < RoundsWithoutGain && Stopwatch.GetElapsedTime(started) < LongestWarmUp; without++)
        {
            var time = (await MeasureAsync()).Time;
            var rate = _operations / time.TotalSeconds;
            if (rate > best * Gain) without = -1;
            best = Math.Max(best, rate);
            _operations = OperationsIn(RoundTime / time);
        }
    }

    /// <summary>Measures a round.</summary>
    public async Task RoundAsync()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        var (time, processor, bytes) = await MeasureAsync();
        _rates.Add(_operations / time.TotalSeconds);
        _bytes.Add(bytes / (double)_operations);
        _seconds.Add(processor.TotalSeconds * Result.Reference / _operations);
    }

    private async Task<(TimeSpan Time, TimeSpan Processor, long Bytes)> MeasureAsync()
    {
        await subject.ResumeAsync();
        Handled.Take();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var processor = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        await (one.Concurrent ? RepeatByAllAsync() : RepeatAsync(_operations));
        var time = Stopwatch.GetElapsedTime(started);
        processor = Environment.CpuUsage.TotalTime - processor;
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        await subject.PauseAsync();

        var (handled, expected) = (Handled.Take(), one.Expected * _operations);
        return handled == expected
            ? (time, processor, bytes)
            : throw new InvalidOperationException($"'{subject.Name}' handled {handled} in '{one.Name}', where {expected} was sent.");
    }

    private int OperationsIn(double rounds)
    {
        var wanted = (int)Math.Clamp(_operations * rounds, FirstOperations, MostOperations);
        return one.Concurrent ? Math.Max(1, wanted / Callers) * Callers : wanted;
    }

    private Task RepeatByAllAsync() =>
        Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => RepeatAsync(_operations / Callers))));

    private async Task RepeatAsync(int times)
    {
        for (var i = 0; i < times; i++) await one.Dispatch(subject);
    }
}
