using ActorBus.Handlers;
using ActorBus.Pipeline;

namespace ActorBus.Tests;

public sealed class When_handlers_wait_for_each_other
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(1, true)]
    public async Task Should_end_by_the_deadline_and_say_who_waits_when_both_are_limited(int limit, bool isPartitioned)
    {
        RunningBuses? buses = null;
        var inside = new CountdownEvent(2 * limit);
        var allInside = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var running = buses = await RunningBuses.StartAsync(
            new BusRuntimeOptions { DispatchTimeout = TimeSpan.FromSeconds(20) }, Limited("a", "b"), Limited("b", "a"));

        var results = Enumerable.Range(0, 2 * limit).Select(number => Record.ExceptionAsync(() => AskAsync(number % 2 == 0 ? "a" : "b", 1))).ToArray();
        var errors = await Task.WhenAll(results).WaitAsync(Soon);

        // The first one that gives up frees a routee, so another may come through.
        Assert.Contains(errors.SelectMany(Causes), error => error is DispatchTimeoutException late && late.Where.Contains("awaits it and keeps a routee", StringComparison.Ordinal));
        Assert.Equal(1, await AskAsync("a", 0).WaitAsync(Soon));

        Task<int> AskAsync(string name, int depth) => buses!.Queries.DispatchAsync<int>(
            depth, new DispatchOptions { MessageName = name, Timeout = depth == 0 ? TimeSpan.FromSeconds(1) : null });

        HandlerDescriptor Limited(string name, string other) => Handle.Query(name, async (object depth) =>
        {
            if ((int)depth == 0) return 1;
            if (!allInside.Task.IsCompleted && inside.Signal()) allInside.SetResult();
            await allInside.Task;
            return 1 + await AskAsync(other, 0);
        }) with
        { Concurrency = limit, PartitionKey = isPartitioned ? (_, _) => "same" : null };

        static IEnumerable<Exception> Causes(Exception? error)
        {
            for (var one = error; one is not null; one = one.InnerException) yield return one;
        }
    }

    [Fact]
    public async Task Should_not_wait_when_neither_has_a_limit_of_its_own()
    {
        RunningBuses? buses = null;
        await using var running = buses = await RunningBuses.StartAsync(
            new BusRuntimeOptions { DispatchTimeout = Timeout.InfiniteTimeSpan, Concurrency = 1 }, Asking("a", "b"), Asking("b", "a"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => AskAsync(number % 2 == 0 ? "a" : "b", 20))).WaitAsync(Soon);

        Assert.All(answers, answer => Assert.Equal(21, answer));

        Task<int> AskAsync(string name, int depth) => buses!.Queries.DispatchAsync<int>(depth, new DispatchOptions { MessageName = name });

        HandlerDescriptor Asking(string name, string other) =>
            Handle.Query(name, async (object depth) => (int)depth == 0 ? 1 : 1 + await AskAsync(other, (int)depth - 1));
    }

    [Fact]
    public async Task Should_not_exceed_a_limit_for_one_that_only_takes_long()
    {
        RunningBuses? buses = null;
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int running = 0, most = 0;
        await using var own = buses = await RunningBuses.StartAsync(
            new BusRuntimeOptions { DispatchTimeout = TimeSpan.FromSeconds(30) },
            Handle.Query("outer", (string _) => buses!.Queries.DispatchAsync<int>("slow")),
            Handle.Query("slow", async Task<int> (string _) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref running));
                await gate.Task;
                Interlocked.Decrement(ref running);
                return 1;
            }) with
            { Concurrency = 1 });

        var asks = Enumerable.Range(0, 4).Select(_ => buses.Queries.DispatchAsync<int>("outer")).ToArray();
        await SweptAsync(buses, times: 3);
        gate.SetResult();
        await Task.WhenAll(asks).WaitAsync(Soon);

        Assert.Equal(1, most);
    }

    /// <summary>A dispatch that nothing but a sweep ends, so many times one after the other.</summary>
    private static async Task SweptAsync(RunningBuses buses, int times)
    {
        await using var swept = await RunningBuses.StartAsync(
            new BusRuntimeOptions { DispatchTimeout = TimeSpan.FromSeconds(1) }, Handle.Command("never", (string _) => Task.Delay(Timeout.Infinite)));
        for (var time = 0; time < times; time++) await Assert.ThrowsAsync<DispatchTimeoutException>(() => swept.Commands.DispatchAsync("never"));
        Assert.NotEqual(0, buses.Runtime.InFlight);
    }
}
