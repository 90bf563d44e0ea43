using ActorBus.Pipeline;
using ActorBus.Plugins;
using Akka.Actor;

namespace ActorBus.Tests;

public sealed class When_an_actor_of_a_bus_dies
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("command-bus/initialize")]
    [InlineData("command-bus/finalize")]
    [InlineData("command-bus/handlers")]
    [InlineData("command-bus/handlers/x")]
    [InlineData("command-bus/handlers/x/*")]
    [InlineData("command-bus")]
    public async Task Should_end_every_dispatch_and_go_on(string path)
    {
        await using var buses = await RunningBuses.StartAsync(Handle.Command("x", (string _) => { }));
        buses.Commands.Attach(Phase.Initialize, _ => { });
        buses.Commands.AttachFinalize(_ => { });
        int succeeded = 0, aborted = 0;

        var dispatches = Enumerable.Range(0, 20_000).Select(async number =>
        {
            if (number % 5_000 == 2_500)
            {
                buses.Actors.ActorSelection($"{buses.Runtime.Guardian.Path.ToStringWithoutAddress()}/{path}").Tell(Kill.Instance);
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
    [InlineData("")]
    [InlineData("/initialize")]
    [InlineData("/finalize")]
    [InlineData("/handlers")]
    [InlineData("/handlers/x")]
    [InlineData("/..")]
    public async Task Should_end_every_dispatch_and_take_no_more_when_the_bus_or_a_part_of_it_was_stopped(string path)
    {
        await using var buses = await RunningBuses.StartAsync(Handle.Command("x", (string _) => { }));
        buses.Commands.Attach(Phase.Initialize, _ => { });
        int succeeded = 0, refused = 0;

        await Task.WhenAll(Enumerable.Range(0, 5_000).Select(async number =>
        {
            if (number == 2_500) buses.Actors.ActorSelection(buses.Commands.Actor.Path.ToStringWithoutAddress() + path).Tell(PoisonPill.Instance);
            try
            {
                await buses.Commands.DispatchAsync("x").WaitAsync(Soon);
                Interlocked.Increment(ref succeeded);
            }
            catch (Exception error) when (error is DispatchAbortedException or BusStoppedException)
            {
                Interlocked.Increment(ref refused);
            }
        }));

        Assert.Equal(5_000, succeeded + refused);
        await Assert.ThrowsAsync<BusStoppedException>(async () =>
        {
            // Until the guardian has heard of it a dispatch may still be taken.
            using var limit = new CancellationTokenSource(Soon);
            while (!limit.IsCancellationRequested) await buses.Commands.DispatchAsync("x").WaitAsync(Soon);
        });
        Assert.Equal(0, buses.Runtime.InFlight);
    }

    [Theory]
    [InlineData("handlers")]
    [InlineData("handlers/*")]
    [InlineData("handlers/*/*")]
    public async Task Should_end_every_dispatch_to_handlers_that_a_router_knows_and_go_on(string path)
    {
        await using var buses = await RunningBuses.StartAsync();
        buses.Commands.Attach(new CommandRouter().Route("x").To((string _) => { }).Route("y").To((string _) => { }));
        var doomed = buses.Actors.ActorSelection($"{buses.Commands.Actor.Path.ToStringWithoutAddress()}/{path}");

        var ends = await Task.WhenAll(Enumerable.Range(0, 5_000).Select(async number =>
        {
            if (number % 500 == 250) doomed.Tell(Kill.Instance);
            return await Record.ExceptionAsync(() => buses.Commands.DispatchAsync(number < 2_500 ? "x" : "y").WaitAsync(Late));
        }));

        Assert.All(ends, end => Assert.True(end is null or DispatchAbortedException, $"{end}"));
        await SucceedsAgainAsync(buses).WaitAsync(Late);
        Assert.Equal(0, buses.Runtime.InFlight);
    }

    [Fact]
    public async Task Should_end_each_of_100000_dispatches_once_while_every_phase_is_killed_again_and_again()
    {
        const int Dispatches = 100_000;
        var runs = new int[Dispatches];
        string[] phases = ["initialize", "detect-message-name", "route", "locate-handler", "invoke-handler", "finalize"];
        await using var buses = await RunningBuses.StartAsync(Handle.Command("x", (object number) => { Interlocked.Increment(ref runs[(int)number]); }));
        foreach (var phase in (Phase[])[Phase.Initialize, Phase.DetectMessageName, Phase.Route, Phase.LocateHandler])
            buses.Commands.Attach((int)phase, context => (int)context.Message % 16 == 0 ? new ValueTask(Task.Run(() => { })) : default);
        buses.Commands.Attach(Priority.InvokeHandler, _ => { });
        buses.Commands.AttachFinalize(_ => { });
        int next = -1, succeeded = 0, aborted = 0;

        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(DispatchManyAsync)));

        Assert.Equal(Dispatches, succeeded + aborted);
        Assert.NotEqual(0, succeeded);
        Assert.Equal(0, buses.Runtime.InFlight);

        async Task DispatchManyAsync()
        {
            while (Interlocked.Increment(ref next) is var number && number < Dispatches)
            {
                if (number % 2_000 == 500)
                {
                    var path = $"{buses.Runtime.Guardian.Path.ToStringWithoutAddress()}/command-bus/{phases[number / 2_000 % phases.Length]}";
                    buses.Actors.ActorSelection(path).Tell(Kill.Instance);
                }

                await CountAsync(number);
            }
        }

        async Task CountAsync(int number)
        {
            try
            {
                await buses.Commands.DispatchAsync(number, new DispatchOptions { MessageName = "x" }).WaitAsync(Late);
                Interlocked.Increment(ref succeeded);
                Assert.Equal(1, Volatile.Read(ref runs[number]));
            }
            catch (DispatchAbortedException)
            {
                Interlocked.Increment(ref aborted);
                Assert.InRange(Volatile.Read(ref runs[number]), 0, 1);
            }
        }
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task Should_fail_the_dispatch_clearly_and_restart_the_phase_when_a_step_of_the_bus_has_a_defect(bool fusing, bool inFinalize)
    {
        await using var buses = await RunningBuses.StartAsync(new BusRuntimeOptions { Fusing = fusing }, Handle.Command("x", (string _) => { }));
        buses.Commands.Attach(new Listener(new DefectiveStep(), inFinalize));

        var error = await Assert.ThrowsAsync<DispatchAbortedException>(() => buses.Commands.DispatchAsync("bad", new DispatchOptions { MessageName = "x" }).WaitAsync(Soon));
        await buses.Commands.DispatchAsync("x").WaitAsync(Soon);

        Assert.Contains(inFinalize ? "/command-bus/finalize' failed" : "/command-bus/route' failed", error.Message, StringComparison.Ordinal);
        Assert.Equal("defect", error.InnerException!.Message);
        Assert.Equal(0, buses.Runtime.InFlight);
    }

    [Fact]
    public async Task Should_give_a_run_to_the_successor_of_a_routee_that_was_stopped_before_it_began()
    {
        var ran = 0;
        await using var buses = await RunningBuses.StartAsync(Handle.Command("x", (string _) => { ran++; }) with { Concurrency = 1 });
        var routee = await buses.ActorAsync("command-bus/handlers/x/*");

        // Its mailbox ends with the pill; the run that is told to it afterwards is a dead letter.
        routee.Tell(PoisonPill.Instance);
        for (var number = 0; number < 1_000; number++) await buses.Commands.DispatchAsync("x").WaitAsync(Soon);

        Assert.Equal(1_000, ran);
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

    private sealed class DefectiveStep : PhaseStep
    {
        public override int Priority => ActorBus.Pipeline.Priority.Route;

        public override bool Run(DispatchContext dispatch) =>
            dispatch.Message is "bad" ? throw new InvalidOperationException("defect") : true;
    }
}
