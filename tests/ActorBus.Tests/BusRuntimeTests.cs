using ActorBus.Messages;
using ActorBus.Pipeline;

namespace ActorBus.Tests;

public sealed class BusRuntimeTests
{
    [Fact]
    public async Task StartAsync_WrongOptions_ReportsAllOfThem()
    {
        var options = new BusRuntimeOptions
        {
            Concurrency = 0,
            DispatchTimeout = TimeSpan.Zero,
            Buses =
            [
                new BusOptions { Name = "twin", Kind = MessageKind.Command },
                new BusOptions { Name = "twin", Kind = MessageKind.Query },
                new BusOptions { Name = "no/path", Kind = MessageKind.Event },
            ],
        };

        var error = await Assert.ThrowsAsync<BusConfigurationException>(
            () => RunningBuses.StartAsync(options, Handle.Command("a", (string _) => { }) with { Bus = "nowhere" }));

        Assert.Equal(5, error.Faults.Count);
    }

    [Fact]
    public async Task StopAsync_DispatchesInFlight_AreWaitedForAndNewOnesRefused()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var buses = await RunningBuses.StartAsync(Handle.Command("x", (string _) => gate.Task));
        var running = buses.Commands.DispatchAsync("x");

        var stopping = buses.Runtime.StopAsync(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAsync<BusStoppedException>(() => buses.Commands.DispatchAsync("x"));
        Assert.False(stopping.IsCompleted);
        gate.SetResult();

        await running;
        await stopping;
    }

    [Fact]
    public async Task StopAsync_DeadlinePasses_GivesUpWhatIsLeft()
    {
        await using var buses = await RunningBuses.StartAsync(
            Handle.Command("x", async (string _, CancellationToken token) => await Task.Delay(Timeout.Infinite, token)));
        var running = buses.Commands.DispatchAsync("x");

        await buses.Runtime.StopAsync(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAsync<BusStoppedException>(() => running);
    }

    [Fact]
    public async Task StartChildAsync_AnyProps_LivesBelowTheGuardian()
    {
        await using var buses = await RunningBuses.StartAsync();

        var child = await buses.Runtime.StartChildAsync(Props.Create(() => new Child()), "extra");

        Assert.Equal("pong", await child.Ask<string>("ping", TimeSpan.FromSeconds(5)));
        Assert.Equal(buses.Runtime.Guardian.Path, child.Path.Parent);
    }

    [Fact]
    public async Task Describe_ABusWithListeners_ShowsPhasesListenersAndHandlers()
    {
        await using var buses = await RunningBuses.StartAsync(Handle.Command("billing.change", (string _) => { }, "the handler"));
        buses.Commands.Attach(250_000, Remember);
        buses.Commands.Attach(new ActorBus.Plugins.ValidationPlugin());

        var description = buses.Commands.Describe();

        Assert.Equal(
            ["initialize", "detect-message-name", "route", "locate-handler", "invoke-handler", "finalize"],
            description.Phases.Select(phase => phase.Name));
        var route = description.Phases[2];
        Assert.True(route.IsActor);
        Assert.Equal((250_000, false), (route.Listeners[0].Priority, route.Listeners[0].IsBuiltIn));
        Assert.Contains(nameof(Remember), route.Listeners[0].Name, StringComparison.Ordinal);
        Assert.False(description.Phases[0].IsActor);
        Assert.Equal(["ValidationPlugin"], description.Plugins);
        Assert.Equal("the handler", Assert.Single(description.Handlers).Name);
        Assert.Contains("billing.change -> the handler", description.ToString(), StringComparison.Ordinal);
    }

    private static void Remember(DispatchContext context) => context.Items["seen"] = true;

    private sealed class Child : ReceiveActor
    {
        public Child() => ReceiveAny(_ => Sender.Tell("pong"));
    }
}
