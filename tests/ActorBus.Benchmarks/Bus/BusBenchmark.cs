namespace ActorBus.Benchmarks.Bus;

/// <summary>Commands, queries and events inside one process, through ActorBus and through others, in one run.</summary>
internal static class BusBenchmark
{
    private const int Operations = 200_000;
    private const int Callers = 1_000;
    private static readonly PlaceOrder Command = new(1);
    private static readonly CountOrders Query = new(1);
    private static readonly OrderPlaced Event = new(1);

    private static readonly (string Name, bool Concurrent, Func<IBusSubject, Task> Dispatch)[] Cases =
    [
        ("command-sequential", false, subject => subject.CommandAsync(Command)),
        ("command-concurrent", true, subject => subject.CommandAsync(Command)),
        ("query-sequential", false, subject => subject.QueryAsync(Query)),
        ("query-concurrent", true, subject => subject.QueryAsync(Query)),
        ("event-3", false, subject => subject.EventAsync(Event)),
        ("event-3-concurrent", true, subject => subject.EventAsync(Event)),
    ];

    public static async Task<IReadOnlyList<Result>> RunAsync(Options options)
    {
        List<Result> results = [];
        IBusSubject[] subjects = [await ActorBusSubject.StartAsync(), new ChannelSubject(), .. Peers()];
        foreach (var (name, concurrent, dispatch) in Cases.Where(entry => options.Case is null || options.Case == entry.Name))
        {
            foreach (var subject in subjects)
            {
                results.Add(await Measurement.RunAsync(
                    name, subject.Name, Operations, options.Rounds, () => RoundAsync(subject, concurrent, dispatch)));
            }
        }

        foreach (var subject in subjects) await subject.DisposeAsync();
        return results;
    }

    /// <summary>The other buses that were compiled in; see the project file.</summary>
    private static IEnumerable<IBusSubject> Peers() => typeof(BusBenchmark).Assembly.GetTypes()
        .Where(type => type.Namespace == $"{typeof(BusBenchmark).Namespace}.Peers" && typeof(IBusSubject).IsAssignableFrom(type))
        .Select(type => (IBusSubject)Activator.CreateInstance(type)!);

    private static Task RoundAsync(IBusSubject subject, bool concurrent, Func<IBusSubject, Task> dispatch) => concurrent
        ? Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => RepeatAsync(subject, dispatch, Operations / Callers))))
        : RepeatAsync(subject, dispatch, Operations);

    private static async Task RepeatAsync(IBusSubject subject, Func<IBusSubject, Task> dispatch, int times)
    {
        for (var i = 0; i < times; i++) await dispatch(subject);
    }
}
