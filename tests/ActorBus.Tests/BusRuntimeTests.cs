using ActorBus.Messages;
using ActorBus.Pipeline;
using ActorBus.Plugins;
using Akka.Actor;

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
                new BusOptions { Name = "twin", Kind = MessageKind.Command, ParallelListeners = true },
                new BusOptions { Name = "twin", Kind = MessageKind.Query },
                new BusOptions { Name = "no/path", Kind = MessageKind.Event },
            ],
        };

        var error = await Assert.ThrowsAsync<BusConfigurationException>(
            () => RunningBuses.StartAsync(options, Handle.Command("a", (string _) => { }) with { Bus = "nowhere" }));

        Assert.Equal(6, error.Faults.Count);
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
    public async Task StartAsync_PluginThatDoesNotFit_SaysWhichAndLeavesNothingBehind()
    {
        var plugin = new ActorBus.Plugins.ListenerExceptionCollectionMode();
        var options = new BusRuntimeOptions
        {
            Name = "refused",
            Buses =
            [
                new BusOptions { Name = "commands", Kind = ActorBus.Messages.MessageKind.Command, Plugins = [plugin] },
                new BusOptions { Name = "queries", Kind = ActorBus.Messages.MessageKind.Query, Plugins = [plugin] },
            ],
        };
        using var system = ActorSystem.Create("refused");
        var services = new Microsoft.Extensions.DependencyInjection.ServiceCollection();
        await using var provider = Microsoft.Extensions.DependencyInjection.ServiceCollectionContainerBuilderExtensions.BuildServiceProvider(services);

        var error = await Assert.ThrowsAsync<BusConfigurationException>(
            () => BusRuntime.StartAsync(system, options, ActorBus.Handlers.HandlerRegistry.Empty, provider));
        await using var again = await BusRuntime.StartAsync(
            system, new BusRuntimeOptions { Name = options.Name }, ActorBus.Handlers.HandlerRegistry.Empty, provider);

        Assert.Equal(2, error.Faults.Count);
        Assert.Contains("'commands'", error.Faults[0], StringComparison.Ordinal);
        Assert.Contains(nameof(ActorBus.Plugins.ListenerExceptionCollectionMode), error.Faults[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Describe_ABusWithListeners_ShowsPhasesListenersAndHandlers()
    {
        var options = new BusRuntimeOptions();
        await using var buses = await RunningBuses.StartAsync(options, Handle.Command("billing.change", (string _) => { }, "the handler"));
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
        Assert.Equal(!options.Fusing, description.Phases[0].IsActor);
        Assert.Equal(["ValidationPlugin"], description.Plugins);
        Assert.Equal("the handler", Assert.Single(description.Handlers).Name);
        Assert.Contains("billing.change -> the handler", description.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Describe_RoutersAndLambdas_ShowsTheirRoutesAndWhoseTheyAre()
    {
        await using var buses = await RunningBuses.StartAsync();
        var placed = new CommandRouter().Route("shop.place").To("place").Route("shop.ship").To(new Child.Factory());
        buses.Commands.Attach(new AsyncSwitchRouter(placed, new Outbox()));
        buses.Commands.Attach(Phase.Route, _ => { });
        buses.Events.Attach(new RegexRouter([KeyValuePair.Create<string, object>("^shop", new object[] { "mail", (Action<DispatchContext>)Remember })]));
        buses.Events.Attach(new EventRouter([KeyValuePair.Create<string, object>("paid", "one"), KeyValuePair.Create<string, object>("paid", new[] { "two" })]));

        var commands = buses.Commands.Describe();
        var events = buses.Events.Describe();

        Assert.Equal(
            [new RouteDescription("AsyncSwitchRouter", "shop.place", "'place'"), new("AsyncSwitchRouter", "shop.ship", typeof(Child.Factory).ToString())],
            commands.Routes);
        Assert.Equal(
            [
                new RouteDescription("RegexRouter", "^shop", "'mail'"), new("RegexRouter", "^shop", "BusRuntimeTests.Remember"),
                new("EventRouter", "paid", "'one'"), new("EventRouter", "paid", "'two'"),
            ],
            events.Routes);
        Assert.Equal(
            ["RouteStep", "AsyncSwitchRouter", $"{nameof(BusRuntimeTests)}.{nameof(Describe_RoutersAndLambdas_ShowsTheirRoutesAndWhoseTheyAre)}"],
            commands.Phases[2].Listeners.Select(listener => listener.Name));
        Assert.Contains("shop.place -> 'place' (by AsyncSwitchRouter)", commands.ToString(), StringComparison.Ordinal);
    }

    private static void Remember(DispatchContext context) => context.Items["seen"] = true;

    private sealed class Child : ReceiveActor
    {
        public Child() => ReceiveAny(_ => Sender.Tell("pong"));

        public sealed class Factory;
    }

    private sealed class Outbox : IMessageProducer
    {
        public Task ProduceAsync(object message, QueryDeferred? answer, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
