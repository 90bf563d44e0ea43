using ActorBus.Benchmarks.RabbitMq.Peers;
using ActorBus.Benchmarks.RabbitMq.Raw;

namespace ActorBus.Benchmarks.RabbitMq;

/// <summary>Messages over a real broker, through ActorBus, by hand and through others, in one run.</summary>
/// <remarks>The subjects take turns within each round, so that whatever else the machine does concerns all of them.</remarks>
internal static class RabbitMqBenchmark
{
    private const ushort WolverineParallelism = 20;

    private static readonly RabbitMqCase[] Cases =
    [
        new PublishCase("publish-200", 200),
        new PublishCase("publish-2048", 2048),
        new ConsumeCase("consume-200", 200),
        new ConsumeCase("consume-2048", 2048),
        new EndToEndCase("end-to-end-200", 200),
        new RequestCase("request-sequential", callers: 1),
        new RequestCase("request-concurrent", callers: 100),
        new LatencyCase("latency-2000"),
    ];

    /// <summary>Measures the cases and subjects that were asked for.</summary>
    public static async Task<IReadOnlyList<Result>> RunAsync(Options options)
    {
        var cases = options.Chosen(Cases, one => one.Name);
        await using var broker = await BrokerNode.OpenAsync(options);
        var arrivals = new Arrivals(broker.Process);
        var subjects = options.ChosenSubjects(Subjects(broker.Address, options, arrivals), subject => subject.Name);
        try
        {
            foreach (var subject in subjects) await PrepareAsync(subject);
            var bench = new Bench(broker, arrivals, options);
            List<Result> results = [];
            foreach (var one in cases) results.AddRange(await RunAsync(one, [.. subjects.Where(one.Concerns)], bench));
            return results;
        }
        finally
        {
            foreach (var subject in subjects) await subject.DisposeAsync();
        }
    }

    private static async Task PrepareAsync(IRabbitMqSubject subject)
    {
        await subject.StartAsync();
        // Once, so that the queue is there.
        await subject.StartConsumerAsync();
        await subject.StopConsumerAsync();
    }

    private static IReadOnlyList<IRabbitMqSubject> Subjects(string address, Options options, Arrivals arrivals) =>
    [
        new ActorBusSubject(address, options, arrivals),
        new RawSubject("raw", address, options, arrivals, window: 100, connections: 1),
        new RawSubject("raw-100x2", address, options, arrivals, window: 100, connections: 2),
        new RawSubject("raw-1000", address, options, arrivals, window: 1_000, connections: 1),
        new MassTransitSubject(address, options, arrivals),
        new WolverineSubject("wolverine", address, options, arrivals, parallelism: 1),
        new WolverineSubject("wolverine-parallel", address, options, arrivals, WolverineParallelism),
    ];

    private static async Task<IReadOnlyList<Result>> RunAsync(RabbitMqCase one, IReadOnlyList<IRabbitMqSubject> subjects, Bench bench)
    {
        var rounds = subjects.Select(_ => new List<Round>()).ToList();
        for (var round = -1; round < bench.Options.Rounds; round++)
        {
            foreach (var (i, subject) in subjects.Index())
            {
                var done = await bench.RunAsync(one, subject);
                // The first one warms up.
                if (round >= 0) rounds[i].Add(done);
            }
        }

        List<Result> results = [.. subjects.Select((subject, i) => one.Sum(subject.Name, rounds[i]))];
        await Console.Error.WriteLineAsync($"{one.Name}: {string.Join("  ", results.Select(result => $"{result.Subject} {result.Median:0.#}"))}");
        return results;
    }
}
