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
    public async Task Should_end_without_a_deadline_although_both_are_limited(int limit, bool isPartitioned)
    {
        RunningBuses? buses = null;
        var inside = new CountdownEvent(2 * limit);
        var allInside = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var running = buses = await RunningBuses.StartAsync(
            new BusRuntimeOptions { DispatchTimeout = Timeout.InfiniteTimeSpan }, Limited("a", "b"), Limited("b", "a"));

        var results = Enumerable.Range(0, 2 * limit).Select(number => AskAsync(number % 2 == 0 ? "a" : "b", 1)).ToArray();

        Assert.All(await Task.WhenAll(results).WaitAsync(Soon), result => Assert.Equal(2, result));
        Assert.Equal(2, await AskAsync("a", 1).WaitAsync(Soon));

        Task<int> AskAsync(string name, int depth) => buses!.Queries.DispatchAsync<int>(depth, new DispatchOptions { MessageName = name });

        HandlerDescriptor Limited(string name, string other) => Handle.Query(name, async (object depth) =>
        {
            if ((int)depth == 0) return 1;
            if (!allInside.Task.IsCompleted && inside.Signal()) allInside.SetResult();
            await allInside.Task;
            return 1 + await AskAsync(other, 0);
        }) with
        { Concurrency = limit, PartitionKey = isPartitioned ? (_, _) => "same" : null };
    }

    [Fact]
    public async Task Should_end_also_when_one_of_them_listens_beside_others()
    {
        RunningBuses? buses = null;
        var inside = new CountdownEvent(2);
        var allInside = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var running = buses = await RunningBuses.StartAsync(
            new BusRuntimeOptions
            {
                DispatchTimeout = Timeout.InfiniteTimeSpan,
                Buses = [new BusOptions { Name = "parallel", Kind = ActorBus.Messages.MessageKind.Event, ParallelListeners = true }],
            },
            Handle.Query("a", async (object depth) =>
            {
                if (await IsLastAsync(depth)) return 1;
                await buses!.Events.DispatchAsync(0, Named("done"));
                return 2;
            }) with
            { Concurrency = 1 },
            Handle.Event("done", async (object depth) =>
            {
                if (!await IsLastAsync(depth)) await buses!.Queries.DispatchAsync<int>(0, Named("a"));
            }, "slow") with
            { Concurrency = 1 },
            Handle.Event("done", (object _) => { }, "quick"));

        var asked = buses.Queries.DispatchAsync<int>(1, Named("a"));
        await buses.Events.DispatchAsync(1, Named("done")).WaitAsync(Soon);

        Assert.Equal(2, await asked.WaitAsync(Soon));

        async Task<bool> IsLastAsync(object depth)
        {
            if ((int)depth == 0) return true;
            if (inside.Signal()) allInside.SetResult();
            await allInside.Task;
            return false;
        }

        static DispatchOptions Named(string name) => new() { MessageName = name };
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
