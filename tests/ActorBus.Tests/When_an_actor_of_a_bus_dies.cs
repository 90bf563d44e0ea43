using ActorBus.Pipeline;

namespace ActorBus.Tests;

public sealed class When_an_actor_of_a_bus_dies
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("command-bus/initialize", true)]
    [InlineData("command-bus/initialize", false)]
    [InlineData("command-bus/finalize", true)]
    [InlineData("command-bus/finalize", false)]
    [InlineData("command-bus/handlers", true)]
    [InlineData("command-bus/handlers", false)]
    [InlineData("command-bus/handlers/x", true)]
    [InlineData("command-bus/handlers/x", false)]
    [InlineData("command-bus", true)]
    public async Task Should_end_every_dispatch_and_go_on(string path, bool kill)
    {
        await using var buses = await RunningBuses.StartAsync(Handle.Command("x", (string _) => { }));
        buses.Commands.Attach(Phase.Initialize, _ => { });
        buses.Commands.AttachFinalize(_ => { });
        int succeeded = 0, aborted = 0;

        var dispatches = Enumerable.Range(0, 20_000).Select(async number =>
        {
            if (number % 5_000 == 2_500)
            {
                buses.Actors.ActorSelection($"{buses.Runtime.Guardian.Path.ToStringWithoutAddress()}/{path}")
                    .Tell(kill ? Kill.Instance : PoisonPill.Instance);
            }

            try
            {
                await buses.Commands.DispatchAsync("x").WaitAsync(Soon);
                Interlocked.Increment(ref succeeded);
            }
            catch (DispatchAbortedException)
            {
                Interlocked.Increment(ref aborted);
            }
        });
        await Task.WhenAll(dispatches);

        Assert.Equal(20_000, succeeded + aborted);
        await SucceedsAgainAsync(buses).WaitAsync(Soon);
        Assert.Equal(0, buses.Runtime.InFlight);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_fail_the_run_of_a_routee_that_dies_and_replace_it(bool kill)
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var buses = await RunningBuses.StartAsync(
            Handle.Command("x", async (object message) =>
            {
                if (message is not "stuck") return;
                entered.SetResult();
                await Task.Delay(Timeout.Infinite);
            }) with
            { Concurrency = 1 });

        var stuck = buses.Commands.DispatchAsync("stuck", new DispatchOptions { MessageName = "x" });
        await entered.Task;
        var waiting = buses.Commands.DispatchAsync("x");
        (await buses.ActorAsync("command-bus/handlers/x/*")).Tell(kill ? Kill.Instance : PoisonPill.Instance);

        await Assert.ThrowsAsync<DispatchAbortedException>(() => stuck.WaitAsync(Soon));
        await waiting.WaitAsync(Soon);
    }

    [Fact]
    public async Task Should_restart_the_routee_of_a_handler_that_fails_and_go_on_with_what_waits()
    {
        await using var buses = await RunningBuses.StartAsync(
            Handle.Command("x", void (string _) => throw new InvalidOperationException()) with { Concurrency = 2 });

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 500).Select(
            _ => Record.ExceptionAsync(() => buses.Commands.DispatchAsync("x").WaitAsync(Soon))));

        Assert.All(outcomes, outcome => Assert.IsType<CommandDispatchException>(outcome));
    }

    /// <summary>The last actor may be dying only now: until its successor is there a dispatch is refused, at once.</summary>
    private static async Task SucceedsAgainAsync(RunningBuses buses)
    {
        while (await Record.ExceptionAsync(() => buses.Commands.DispatchAsync("x")) is { } error)
        {
            Assert.IsType<DispatchAbortedException>(error);
            await Task.Yield();
        }
    }
}
