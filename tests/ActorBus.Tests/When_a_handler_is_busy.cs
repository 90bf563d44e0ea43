using System.Collections.Concurrent;
using ActorBus.Messages;
using ActorBus.Pipeline;
using ActorBus.Plugins;

namespace ActorBus.Tests;

public sealed class When_a_handler_is_busy
{
    [Fact]
    public async Task Should_hold_up_nothing_but_its_own_message()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var buses = await RunningBuses.StartAsync(
            Handle.Command("x", (object message) => message is "stuck" ? gate.Task : Task.CompletedTask) with { Concurrency = 2 });

        var stuck = buses.Commands.DispatchAsync("stuck", new DispatchOptions { MessageName = "x" });
        await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => buses.Commands.DispatchAsync("x")));
        Assert.False(stuck.IsCompleted);
        gate.SetResult();
        await stuck;
    }

    [Fact]
    public async Task Should_forget_what_was_given_up_while_it_waited()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ran = 0;
        await using var buses = await RunningBuses.StartAsync(Handle.Command("x", (object message) =>
        {
            Interlocked.Increment(ref ran);
            return message is "stuck" ? gate.Task : Task.CompletedTask;
        }) with
        { Concurrency = 1 });
        var stuck = buses.Commands.DispatchAsync("stuck", new DispatchOptions { MessageName = "x" });

        var given = Enumerable.Range(0, 1_000)
            .Select(_ => buses.Commands.DispatchAsync("x", new DispatchOptions { Timeout = TimeSpan.FromMilliseconds(50) })).ToArray();
        foreach (var dispatch in given) await Assert.ThrowsAsync<DispatchTimeoutException>(() => dispatch);
        Assert.Equal(0, Waiting(buses));
        var last = buses.Commands.DispatchAsync("x");
        gate.SetResult();
        await Task.WhenAll(stuck, last);

        Assert.Equal(2, ran);
        Assert.Equal(0, Waiting(buses));
    }

    [Fact]
    public async Task Should_keep_the_order_of_what_waits_when_others_are_given_up()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        List<int> seen = [];
        await using var buses = await RunningBuses.StartAsync(Handle.Command("x", async (object number) =>
        {
            await gate.Task;
            seen.Add((int)number);
        }) with
        { Concurrency = 1 });

        using var caller = new CancellationTokenSource();
        var stays = Enumerable.Range(0, 30).Where(number => number % 3 == 0).ToArray();
        var dispatches = Enumerable.Range(0, 30).Select(number => buses.Commands.DispatchAsync(
            number, new DispatchOptions { MessageName = "x" }, number % 3 == 0 ? CancellationToken.None : caller.Token)).ToArray();
        await caller.CancelAsync();
        gate.SetResult();
        await Task.WhenAll(stays.Select(number => dispatches[number]));

        Assert.Equal(stays, seen);
    }

    [Fact]
    public async Task Should_refuse_more_than_may_wait()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var buses = await RunningBuses.StartAsync(
            new BusRuntimeOptions { MaxWaiting = 3 }, Handle.Command("x", (string _) => gate.Task, "the busy one") with { Concurrency = 1 });

        var taken = Enumerable.Range(0, 4).Select(_ => buses.Commands.DispatchAsync("x")).ToArray();
        var refused = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("x"));
        Assert.Contains("3 dispatches wait already for handler 'the busy one', which takes 1 at a time", refused.Message, StringComparison.Ordinal);
        Assert.IsType<ActorBusException>(refused.InnerException);
        gate.SetResult();
        await Task.WhenAll(taken);
        await buses.Commands.DispatchAsync("x");
    }

    private static int Waiting(RunningBuses buses) => buses.Commands.Pools.Sum(pool => pool.Waiting);

    [Fact]
    public async Task Should_not_hold_up_other_handlers_that_a_router_knows()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var buses = await RunningBuses.StartAsync(new BusRuntimeOptions { Concurrency = 2 });
        buses.Commands.Attach(new CommandRouter().Route("slow").To((string _) => gate.Task).Route("quick").To((string _) => { }));

        var stuck = Enumerable.Range(0, 10).Select(_ => buses.Commands.DispatchAsync("slow")).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => buses.Commands.DispatchAsync("quick"))).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.DoesNotContain(stuck, dispatch => dispatch.IsCompleted);
        gate.SetResult();
        await Task.WhenAll(stuck);
    }

    [Fact]
    public async Task Should_never_exceed_an_explicit_concurrency()
    {
        int running = 0, most = 0;
        await using var buses = await RunningBuses.StartAsync(Handle.Command("x", async (string _) =>
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            await Task.Yield();
            Interlocked.Decrement(ref running);
        }) with
        { Concurrency = 3 });

        await Task.WhenAll(Enumerable.Range(0, 2_000).Select(_ => buses.Commands.DispatchAsync("x")));

        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public async Task Should_keep_the_order_of_messages_with_the_same_key()
    {
        var seen = new ConcurrentDictionary<string, List<int>>();
        await using var buses = await RunningBuses.StartAsync(Handle.Event("x", async (object number, [Header("customer")] string customer) =>
        {
            await Task.Yield();
            seen.GetOrAdd(customer, _ => []).Add((int)number);
        }) with
        { Concurrency = 4, PartitionKey = (_, context) => context!.Metadata.GetString("customer") });

        await Task.WhenAll(Enumerable.Range(0, 2_000).Select(number => buses.Events.DispatchAsync(
            number, new DispatchOptions { MessageName = "x", Metadata = Metadata.Empty.With("customer", $"c{number % 7}") })));

        Assert.Equal(7, seen.Count);
        Assert.All(seen.Values, numbers => Assert.Equal(numbers.Order(), numbers));
    }

    [Fact]
    public async Task Should_not_let_nested_dispatches_wait_for_their_own_kind()
    {
        RunningBuses? buses = null;
        var everyone = new CountdownEvent(16);
        var allInside = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var running = buses = await RunningBuses.StartAsync(
            new BusRuntimeOptions { Concurrency = 16 },
            Handle.Query("x", async (object depth) =>
            {
                if ((int)depth > 0) return 1;
                if (everyone.Signal()) allInside.SetResult();
                await allInside.Task;
                return 1 + await buses!.Queries.DispatchAsync<int>(1, new DispatchOptions { MessageName = "x" });
            }));

        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(
            _ => buses.Queries.DispatchAsync<int>(0, new DispatchOptions { MessageName = "x" })));

        Assert.All(results, result => Assert.Equal(2, result));
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
