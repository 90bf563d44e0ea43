using ActorBus.Configuration;
using ActorBus.Messages;
using ActorBus.Plugins;
using Akka.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServiceProvider = Microsoft.Extensions.DependencyInjection.ServiceProvider;

namespace ActorBus.Tests.Configuration;

public sealed class BusConfigurationTests
{
    private readonly List<string> _ran = [];

    [Fact]
    public async Task Read_RoutersAndPlugins_BuildsBusesThatUseThem()
    {
        var services = Services();
        var buses = BusConfiguration.Read(
            ConfigurationFactory.ParseString("""
                shop-commands {
                  kind = command
                  dispatch-timeout = 30s
                  plugins = [validation]
                  router { routes { "place.order" = place } }
                }
                shop-events {
                  kind = event
                  collect-exceptions = on
                  router { type = regex, routes { "^order" = [one, two] } }
                }
                """),
            "actorbus.buses",
            services);
        await using var running = await RunningBuses.StartAsync(new BusRuntimeOptions { Buses = buses });

        await running.Commands.DispatchAsync("place.order");
        await running.Events.DispatchAsync("order.placed");

        Assert.Equal(["place", "one", "two"], _ran);
        Assert.Equal("shop-commands", running.Commands.Name);
        Assert.Equal(TimeSpan.FromSeconds(30), buses[0].DispatchTimeout);
        Assert.True(running.Events.CollectExceptions);
        Assert.IsType<ValidationPlugin>(buses[0].Plugins[0]);
    }

    [Fact]
    public async Task Read_AsyncSwitch_SendsAsynchronousMessagesToTheProducer()
    {
        var buses = BusConfiguration.Read(
            ConfigurationFactory.ParseString("c { kind = command, router { async-switch = producer } }"), "buses", Services());
        await using var running = await RunningBuses.StartAsync(new BusRuntimeOptions { Buses = buses });

        await running.Commands.DispatchAsync(new Later(Metadata.Empty));

        Assert.Equal(["produced"], _ran);
    }

    [Fact]
    public async Task Read_HandlerLocationOff_DoesNotAskTheContainer()
    {
        var buses = BusConfiguration.Read(
            ConfigurationFactory.ParseString("""c { kind = command, handler-location = off, router { routes { "a" = place } } }"""), "buses", Services());
        await using var running = await RunningBuses.StartAsync(new BusRuntimeOptions { Buses = buses });

        var error = await Assert.ThrowsAsync<CommandDispatchException>(() => running.Commands.DispatchAsync("a"));

        Assert.IsType<MessageNotHandledException>(error.InnerException);
    }

    [Fact]
    public void Read_Mistakes_AreReportedTogetherWithTheirPaths()
    {
        var error = Assert.Throws<BusConfigurationException>(() => BusConfiguration.Read(
            ConfigurationFactory.ParseString("""
                c { kind = commando, dispatch-timeout = soon, plugins = [unknown], colour = red }
                q { kind = query, router { type = fancy } }
                e { kind = event, collect-exceptions = maybe, router { async-switch = nobody } }
                r { kind = command, router { type = regex, routes { "(" = place } } }
                s = 5
                """),
            "actorbus.buses",
            Services()));

        foreach (var path in (string[])["c.kind", "c.dispatch-timeout", "c.plugins", "c.colour", "q.router.type", "e.collect-exceptions", "e.router.async-switch", "r.router.routes", "s"])
            Assert.Contains(error.Faults, fault => fault.StartsWith($"actorbus.buses.{path}", StringComparison.Ordinal));
        Assert.Equal(9, error.Faults.Count);
    }

    [Fact]
    public async Task Read_RoutesToIdsThatNobodyHas_StopTheStartAllWithTheirPaths()
    {
        var buses = BusConfiguration.Read(
            ConfigurationFactory.ParseString("""
                c { kind = command, router { routes { "a" = place, "b" = nobody, "c" = registered } } }
                e { kind = event, router { type = regex, routes { "^x" = [one, stranger, registered] } } }
                """),
            "actorbus.buses",
            Services());

        var error = await Assert.ThrowsAsync<BusConfigurationException>(() => RunningBuses.StartAsync(
            new BusRuntimeOptions { Buses = buses, Concurrency = 0 }, Handle.Command("registered", (string _) => { })));

        Assert.Equal(4, error.Faults.Count);
        Assert.Contains(error.Faults, fault => fault.StartsWith("actorbus.buses.c.router.routes.b: ", StringComparison.Ordinal) && fault.Contains("'nobody'", StringComparison.Ordinal));
        Assert.Contains(error.Faults, fault => fault.StartsWith("actorbus.buses.e.router.routes.^x: ", StringComparison.Ordinal) && fault.Contains("'stranger'", StringComparison.Ordinal));
        Assert.Contains(error.Faults, fault => fault.StartsWith("actorbus.buses.e.router.routes.^x: ", StringComparison.Ordinal) && fault.Contains("'registered'", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_SeveralOfAKind_PutsTheDefaultFirst()
    {
        var said = Names("a.kind = event, event-bus.collect-exceptions = on, b { kind = event, default = on }");
        var named = Names("a.kind = event, event-bus { collect-exceptions = on }");
        var first = Names("z.kind = event, a { kind = event }");

        Assert.Equal([["b", "event-bus", "a"], ["event-bus", "a"], ["z", "a"]], [said, named, first]);

        string[] Names(string hocon) =>
            [.. BusConfiguration.Read(ConfigurationFactory.ParseString(hocon), "buses", Services()).Select(bus => bus.Name)];
    }

    [Fact]
    public async Task Read_RoutesWithoutQuotes_AreNamesWithDots()
    {
        var buses = BusConfiguration.Read(
            ConfigurationFactory.ParseString("command-bus { router.routes { shop.placeOrder = place } }"), "buses", Services());
        await using var running = await RunningBuses.StartAsync(new BusRuntimeOptions { Buses = buses });

        await running.Commands.DispatchAsync("shop.placeOrder");

        Assert.Equal(["place"], _ran);
    }

    [Fact]
    public async Task Read_Locator_AsksTheContainerForTheNameOfTheMessage()
    {
        var buses = BusConfiguration.Read(
            ConfigurationFactory.ParseString("e { kind = event, parallel-listeners = on, dispatch-timeout = infinite, router.type = locator }"), "buses", Services());
        await using var running = await RunningBuses.StartAsync(new BusRuntimeOptions { Buses = buses });

        await running.Events.DispatchAsync("one");

        Assert.Equal(["one"], _ran);
        Assert.True(buses[0].ParallelListeners);
        Assert.Equal(Timeout.InfiniteTimeSpan, buses[0].DispatchTimeout);
    }

    private ServiceProvider Services()
    {
        var services = new ServiceCollection()
            .AddKeyedSingleton<IMessageBusPlugin>("validation", new ValidationPlugin())
            .AddKeyedSingleton<IMessageProducer>("producer", new Producer(_ran));
        foreach (var id in (string[])["place", "one", "two"]) services.AddKeyedSingleton<object>(id, (object)((string _) => _ran.Add(id)));
        return services.BuildServiceProvider();
    }

    private sealed record Later(Metadata Metadata) : IAsyncMessage
    {
        public IAsyncMessage WithMetadata(Metadata metadata) => this with { Metadata = metadata };
    }

    private sealed class Producer(List<string> ran) : IMessageProducer
    {
        public Task ProduceAsync(object message, QueryDeferred? answer, CancellationToken cancellationToken)
        {
            ran.Add("produced");
            return Task.CompletedTask;
        }
    }
}
