namespace ActorBus.Benchmarks.Engine;

/// <summary>All cases of the actor engine, each side by side with channels.</summary>
internal static class EngineBenchmark
{
    private static readonly EngineCase[] Cases =
    [
        new TellCase(), new PingPongCase(), new AskSequentialCase(), new AskConcurrentCase(), new ChainCase(), new PoolCase(),
    ];

    private static string Subject => typeof(ActorSystem).Namespace!.StartsWith("Akka", StringComparison.Ordinal) ? "akka" : "builtin";

    public static async Task<IReadOnlyList<Result>> RunAsync(Options options)
    {
        var results = new List<Result>();
        foreach (var test in Cases.Where(c => options.Case is null || c.Name == options.Case))
        {
            var system = ActorSystem.Create("benchmark");
            results.Add(await Measurement.RunAsync(test.Name, Subject, test.Operations, options.Rounds, test.Actors(system)));
            await system.Terminate();
            using var end = new CancellationTokenSource();
            results.Add(await Measurement.RunAsync(test.Name, "channel", test.Operations, options.Rounds, test.Channels(end.Token)));
            await end.CancelAsync();
        }

        return results;
    }
}
