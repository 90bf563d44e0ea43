using ActorBus.Pipeline;

namespace ActorBus.Tests.Commands;

public sealed class When_a_handler_enqueues_commands
{
    [Fact]
    public async Task Should_run_them_after_the_handler_and_before_the_caller_goes_on()
    {
        RunningBuses? buses = null;
        int count = 0, inside = -1;
        await using var running = buses = await RunningBuses.StartAsync(
            Handle.Command("a", async (string _) =>
            {
                await buses!.Commands.EnqueueAsync("b");
                inside = count;
            }),
            Handle.Command("b", (string _) => { count++; }));

        await buses.Commands.DispatchAsync("a");

        Assert.Equal(0, inside);
        Assert.Equal(1, count);
    }

    [Fact]
    public async Task Should_run_them_breadth_first_each_with_its_own_finalize()
    {
        List<string> order = [];
        RunningBuses? buses = null;
        await using var running = buses = await RunningBuses.StartAsync(
            Handle.Command("a", (string _) => Nested("a", "b", "c")),
            Handle.Command("b", (string _) => Nested("b", "d")),
            Handle.Command("c", (string _) => Nested("c")),
            Handle.Command("d", (string _) => Nested("d")));
        buses.Commands.AttachFinalize(context => order.Add($"/{context.Message}"));

        await buses.Commands.DispatchAsync("a");

        Assert.Equal(["a", "/a", "b", "/b", "c", "/c", "d", "/d"], order);

        async Task Nested(string name, params string[] next)
        {
            order.Add(name);
            foreach (var command in next) await buses!.Commands.EnqueueAsync(command);
        }
    }

    [Fact]
    public async Task Should_hand_over_those_that_did_not_run_once()
    {
        RunningBuses? buses = null;
        var delayed = new object();
        var ran = false;
        await using var running = buses = await RunningBuses.StartAsync(
            Handle.Command("a", async (string _) =>
            {
                await buses!.Commands.EnqueueAsync(delayed, new DispatchOptions { MessageName = "delayed" });
                throw new InvalidOperationException("a failed");
            }),
            Handle.Command("delayed", (object _) => { ran = true; }),
            Handle.Command("c", (string _) => { }));

        var error = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("a"));
        await buses.Commands.DispatchAsync("c");

        Assert.Same(delayed, Assert.Single(error.PendingCommands).Command);
        Assert.Equal("a failed", error.InnerException!.Message);
        Assert.False(ran);
    }

    [Fact]
    public async Task Should_report_the_failure_of_a_nested_command_to_the_outermost_caller()
    {
        RunningBuses? buses = null;
        var nestedFailed = false;
        await using var running = buses = await RunningBuses.StartAsync(
            Handle.Command("a", async (string _) =>
            {
                try
                {
                    foreach (var command in (string[])["b", "c", "d"]) await buses!.Commands.EnqueueAsync(command);
                }
                catch (ActorBusException)
                {
                    nestedFailed = true;
                }
            }),
            Handle.Command("b", (string _) => { }),
            Handle.Command("c", void (string _) => throw new InvalidOperationException("c failed")),
            Handle.Command("d", (string _) => { }));

        var error = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("a"));

        Assert.False(nestedFailed);
        Assert.Equal("c failed", error.InnerException!.Message);
        Assert.Equal("d", Assert.Single(error.PendingCommands).Command);
    }

    [Fact]
    public async Task Should_go_on_when_a_finalize_listener_clears_the_failure()
    {
        RunningBuses? buses = null;
        var ran = false;
        await using var running = buses = await RunningBuses.StartAsync(
            Handle.Command("a", async (string _) =>
            {
                await buses!.Commands.EnqueueAsync("b");
                await buses.Commands.EnqueueAsync("c");
            }),
            Handle.Command("b", void (string _) => throw new InvalidOperationException()),
            Handle.Command("c", (string _) => { ran = true; }));
        buses.Commands.AttachFinalize(context => context.Exception = null, 100);

        await buses.Commands.DispatchAsync("a");

        Assert.True(ran);
    }

    [Fact]
    public async Task Should_queue_those_that_an_event_listener_dispatches_for_it()
    {
        RunningBuses? buses = null;
        List<string> order = [];
        await using var running = buses = await RunningBuses.StartAsync(
            Handle.Command("a", async (string _) =>
            {
                await buses!.Events.DispatchAsync("a-done");
                order.Add("a");
            }),
            Handle.Event("a-done", async (string _) =>
            {
                await buses!.Commands.EnqueueAsync("b");
                order.Add("a-done");
            }),
            Handle.Command("b", (string _) => order.Add("b")));

        await buses.Commands.DispatchAsync("a");

        Assert.Equal(["a-done", "a", "b"], order);
    }

    [Fact]
    public async Task Should_run_those_of_a_finalize_listener_too()
    {
        List<string> order = [];
        await using var buses = await RunningBuses.StartAsync(
            Handle.Command("a", (string _) => order.Add("a")),
            Handle.Command("b", (string _) => order.Add("b")));
        buses.Commands.AttachFinalize(async context =>
        {
            if (context.Message is "a") await buses.Commands.EnqueueAsync("b");
            order.Add("/" + context.Message);
        });

        await buses.Commands.DispatchAsync("a");

        Assert.Equal(["a", "/a", "b", "/b"], order);
    }

    [Fact]
    public async Task Should_not_deadlock_when_the_handler_allows_one_message_at_a_time()
    {
        RunningBuses? buses = null;
        var count = 0;
        await using var running = buses = await RunningBuses.StartAsync(
            Handle.Command("a", async (object depth) =>
            {
                count++;
                if ((int)depth < 3) await buses!.Commands.EnqueueAsync((int)depth + 1, new DispatchOptions { MessageName = "a" });
            }) with
            { Concurrency = 1 });

        await buses.Commands.DispatchAsync(0, new DispatchOptions { MessageName = "a" });

        Assert.Equal(4, count);
    }

    [Fact]
    public async Task Should_keep_concurrent_flows_apart()
    {
        RunningBuses? buses = null;
        var failures = 0;
        var nested = new int[200];
        await using var running = buses = await RunningBuses.StartAsync(
            Handle.Command(null, async (Outer outer) =>
            {
                await Task.Yield();
                await buses!.Commands.EnqueueAsync(new Inner(outer.Number));
                if (outer.Number % 3 == 0) throw new InvalidOperationException($"{outer.Number}");
            }),
            Handle.Command(null, (Inner inner) => Interlocked.Increment(ref nested[inner.Number])));

        await Task.WhenAll(Enumerable.Range(0, nested.Length).Select(async number =>
        {
            try
            {
                await buses.Commands.DispatchAsync(new Outer(number));
                Assert.NotEqual(0, number % 3);
                Assert.Equal(1, nested[number]);
            }
            catch (CommandDispatchException error)
            {
                Interlocked.Increment(ref failures);
                Assert.Equal($"{number}", error.InnerException!.Message);
                Assert.Equal(new Inner(number), Assert.Single(error.PendingCommands).Command);
                Assert.Equal(0, nested[number]);
            }
        }));

        Assert.Equal(67, failures);
    }

    [Fact]
    public async Task Should_dispatch_immediately_what_is_enqueued_outside_of_a_handler()
    {
        var count = 0;
        await using var buses = await RunningBuses.StartAsync(
            Handle.Command("a", (string _) => { count++; }), Handle.Command("b", void (string _) => throw new InvalidOperationException("b failed")));

        await buses.Commands.EnqueueAsync("a");
        Assert.Equal(1, count);
        await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.EnqueueAsync("b"));
    }

    [Fact]
    public async Task Should_run_what_an_awaited_command_enqueues_behind_the_outermost_one()
    {
        RunningBuses? buses = null;
        List<string> order = [];
        await using var running = buses = await RunningBuses.StartAsync(
            Handle.Command("a", async (string _) =>
            {
                await buses!.Commands.DispatchAsync("b");
                order.Add("a");
            }),
            Handle.Command("b", async (string _) =>
            {
                await buses!.Commands.EnqueueAsync("c");
                order.Add("b");
            }),
            Handle.Command("c", (string _) => order.Add("c")));

        await buses.Commands.DispatchAsync("a");

        Assert.Equal(["b", "a", "c"], order);
    }

    private sealed record Outer(int Number);

    private sealed record Inner(int Number);
}
