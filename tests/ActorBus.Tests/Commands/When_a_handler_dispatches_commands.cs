using ActorBus.Messages;
using ActorBus.Pipeline;

namespace ActorBus.Tests.Commands;

public sealed class When_a_handler_dispatches_commands
{
    [Fact]
    public async Task Should_go_on_when_the_nested_command_has_been_handled()
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
                await Task.Yield();
                order.Add("b");
            }));
        buses.Commands.AttachFinalize(context => order.Add($"/{context.Message}"));

        await buses.Commands.DispatchAsync("a");

        Assert.Equal(["b", "/b", "a", "/a"], order);
    }

    [Fact]
    public async Task Should_throw_the_failure_of_the_nested_command_where_it_is_awaited()
    {
        RunningBuses? buses = null;
        Exception? seen = null;
        await using var running = buses = await RunningBuses.StartAsync(
            Handle.Command("a", async (string _) => seen = await Record.ExceptionAsync(() => buses!.Commands.DispatchAsync("b"))),
            Handle.Command("b", void (string _) => throw new InvalidOperationException("b failed")));

        await buses.Commands.DispatchAsync("a");

        Assert.Equal("b failed", Assert.IsType<CommandDispatchException>(seen).InnerException!.Message);
        Assert.Empty(((CommandDispatchException)seen).PendingCommands);
    }

    [Fact]
    public async Task Should_fail_with_the_nested_command_when_its_handler_does_not_catch()
    {
        RunningBuses? buses = null;
        var ran = false;
        await using var running = buses = await RunningBuses.StartAsync(
            Handle.Command("a", async (string _) =>
            {
                await buses!.Commands.DispatchAsync("b");
                ran = true;
            }),
            Handle.Command("b", void (string _) => throw new InvalidOperationException("b failed")));

        var error = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("a"));

        Assert.Equal("b failed", Assert.IsType<CommandDispatchException>(error.InnerException).InnerException!.Message);
        Assert.False(ran);
    }

    [Fact]
    public async Task Should_dispatch_on_another_bus_at_once()
    {
        RunningBuses? buses = null;
        List<string> order = [];
        var options = new BusRuntimeOptions
        {
            Buses =
            [
                BusOptions.DefaultFor(MessageKind.Command),
                new BusOptions { Name = "other", Kind = MessageKind.Command },
            ],
        };
        await using var running = buses = await RunningBuses.StartAsync(
            options,
            Handle.Command("a", async (string _) =>
            {
                await ((ICommandBus)buses!.Runtime.Find("other")).DispatchAsync("b");
                order.Add("a");
            }),
            Handle.Command("b", (string _) => order.Add("b")) with { Bus = "other" });

        await buses.Commands.DispatchAsync("a");

        Assert.Equal(["b", "a"], order);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    public async Task Should_not_deadlock_when_a_handler_awaits_itself(int? concurrency)
    {
        RunningBuses? buses = null;
        var count = 0;
        await using var running = buses = await RunningBuses.StartAsync(
            Handle.Command("a", async (object depth) =>
            {
                if ((int)depth < 100) await buses!.Commands.DispatchAsync((int)depth + 1, new DispatchOptions { MessageName = "a" });
                count++;
            }) with
            { Concurrency = concurrency });

        await buses.Commands.DispatchAsync(0, new DispatchOptions { MessageName = "a" }).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(101, count);
    }

    [Fact]
    public async Task Should_keep_concurrent_flows_apart()
    {
        RunningBuses? buses = null;
        var nested = new int[200];
        await using var running = buses = await RunningBuses.StartAsync(
            Handle.Command(null, async (Outer outer) =>
            {
                await Task.Yield();
                await buses!.Commands.DispatchAsync(new Inner(outer.Number));
                Assert.Equal(1, nested[outer.Number]);
            }),
            Handle.Command(null, (Inner inner) => Interlocked.Increment(ref nested[inner.Number])));

        await Task.WhenAll(Enumerable.Range(0, nested.Length).Select(number => buses.Commands.DispatchAsync(new Outer(number))));

        Assert.All(nested, times => Assert.Equal(1, times));
    }

    private sealed record Outer(int Number);

    private sealed record Inner(int Number);
}
