using ActorBus.Benchmarks.RabbitMq.Raw;

namespace ActorBus.Benchmarks.RabbitMq;

/// <summary>Messages over a real broker, through ActorBus, by hand and through others, in one run.</summary>
/// <remarks>The subjects take turns within each round, so that whatever else the machine does concerns all of them.</remarks>
internal static class RabbitMqBenchmark
{
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

    public static async Task<IReadOnlyList<Result>> RunAsync(Options options)
    {
        await using var broker = await BrokerNode.OpenAsync(options);
        var arrivals = new Arrivals(broker.Process);
        var subjects = Subjects(broker.Address, options, arrivals).Where(one => options.Subject is null || options.Subject == one.Name).ToList();
        try
        {
            foreach (var subject in subjects) await PrepareAsync(subject);
            List<Result> results = [];
            foreach (var one in Cases.Where(one => options.Case is null || options.Case == one.Name))
                results.AddRange(await RunAsync(one, [.. subjects.Where(one.Concerns)], new Bench(broker, arrivals, options)));
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

    private static IEnumerable<IRabbitMqSubject> Subjects(string address, Options options, Arrivals arrivals) =>
    [
        new ActorBusSubject(address, options, arrivals),
        new RawSubject("raw", address, options, arrivals, window: 100, connections: 1),
        new RawSubject("raw-100x2", address, options, arrivals, window: 100, connections: 2),
        new RawSubject("raw-1000", address, options, arrivals, window: 1_000, connections: 1),
        .. Peers(address, options, arrivals),
    ];

    /// <summary>The other buses that were compiled in; see the project file.</summary>
    private static IEnumerable<IRabbitMqSubject> Peers(params object[] arguments) => typeof(RabbitMqBenchmark).Assembly.GetTypes()
        .Where(type => type.Namespace == $"{typeof(RabbitMqBenchmark).Namespace}.Peers" && typeof(IRabbitMqSubject).IsAssignableFrom(type))
        .Select(type => (IRabbitMqSubject)Activator.CreateInstance(type, arguments)!);

    private static async Task<IReadOnlyList<Result>> RunAsync(RabbitMqCase one, IReadOnlyList<IRabbitMqSubject> subjects, Bench bench)
    {
        var rounds = subjects.Select(_ => new List<Round>()).ToList();
        for (var round = -1; round < bench.Options.Rounds; round++)
        {
            for (var i = 0; i < subjects.Count; i++)
            {
                await bench.Broker.PurgeAsync(subjects[i].Queue);
                GC.Collect();
                var done = await one.RunAsync(subjects[i], bench);
                // The first one warms up.
                if (round >= 0) rounds[i].Add(done);
                await bench.Broker.PurgeAsync(subjects[i].Queue);
            }
        }

        List<Result> results = [.. subjects.Select((subject, i) => one.Sum(subject.Name, rounds[i]))];
        await Console.Error.WriteLineAsync(string.Join("  ", results.Select(result => $"{result.Case} {result.Subject} {result.Median:0.#}")));
        return results;
    }
}
