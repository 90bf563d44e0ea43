using ActorBus.Benchmarks.Bus.Peers;

namespace ActorBus.Benchmarks.Bus;

/// <summary>Commands, queries and events inside one process, through ActorBus and through others, in one run.</summary>
/// <remarks>The subjects take turns within each round, so that whatever else the machine does concerns all of them.</remarks>
internal static class BusBenchmark
{
    private static readonly (string Name, Func<Task<IBusSubject>> Start)[] Subjects =
    [
        ("actorbus", ActorBusSubject.StartAsync),
        ("channel", ChannelSubject.StartAsync),
        ("akka-ask", AkkaAskSubject.StartAsync),
        ("masstransit", MassTransitSubject.StartAsync),
        ("wolverine", WolverineSubject.StartAsync),
        ("wolverine-queue", WolverineQueueSubject.StartAsync),
        ("rebus", RebusSubject.StartAsync),
    ];

    /// <summary>Measures the cases and subjects that were asked for.</summary>
    public static async Task<IReadOnlyList<Result>> RunAsync(Options options)
    {
        var cases = options.Chosen(BusCase.All, one => one.Name);
        List<IBusSubject> subjects = [];
        try
        {
            foreach (var (_, start) in options.ChosenSubjects(Subjects, one => one.Name)) subjects.Add(await StartAsync(start));
            List<Result> results = [];
            foreach (var one in cases) results.AddRange(await RunAsync(one, subjects, options.Rounds));
            return results;
        }
        finally
        {
            foreach (var subject in subjects) await subject.DisposeAsync();
        }
    }

    private static async Task<IBusSubject> StartAsync(Func<Task<IBusSubject>> start)
    {
        var subject = await start();
        await subject.ResumeAsync();
        var answer = await subject.QueryAsync(new CountOrders(1));
        await subject.PauseAsync();
        return answer.Count == 1 ? subject : throw new InvalidOperationException($"'{subject.Name}' answered {answer.Count} where 1 is right.");
    }

    private static async Task<IReadOnlyList<Result>> RunAsync(BusCase one, IReadOnlyList<IBusSubject> subjects, int rounds)
    {
        var runs = subjects.Select(subject => new BusRun(one, subject)).ToList();
        foreach (var run in runs) await run.WarmUpAsync();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var run in runs) await run.RoundAsync();
        }

        List<Result> results = [.. runs.Select(run => run.Result)];
        await Console.Error.WriteLineAsync($"{one.Name}: {string.Join("  ", results.Select(result => $"{result.Subject} {result.Median:0}"))}");
        return results;
    }
}
