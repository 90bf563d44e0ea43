using ActorBus.Hosting.Tests.Support;
using ActorBus.Messages;
using ActorBus.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ActorBus.Hosting.Tests;

public sealed class BusesFromConfigurationTests
{
    private readonly List<string> _ran = [];

    [Fact]
    public async Task AddActorBus_BusesInHocon_HavePluginsRoutesAndAsyncSwitch()
    {
        using var host = await StartAsync([], """
            actorbus.buses {
              command-bus {
                dispatch-timeout = 30s
                plugins = [named]
                router { async-switch = producer, routes = [{ match = "shop.placeOrder", handlers = place }, { match = "shop.placeorder", handlers = one }] }
              }
              shop-events {
                kind = event
                collect-exceptions = on
                router { type = regex, routes = [{ match = "^(?:shop|crm)", handlers = [two, one] }, { match = "Placed$", handlers = two }] }
              }
            }
            """);
        var commands = host.Services.GetRequiredService<ICommandBus>();

        await commands.DispatchAsync("shop.placeOrder");
        await commands.DispatchAsync("shop.placeorder");
        await commands.DispatchAsync(new Later(Metadata.Empty));
        await host.Services.GetRequiredService<IEventBus>().DispatchAsync("shop.orderPlaced");

        Assert.Equal(["place", "one", "produced", "two", "one", "two"], _ran);
        Assert.Equal("command-bus", commands.Name);
        Assert.Contains(nameof(ValidationPlugin), commands.Describe().Plugins);
        Assert.True(host.Services.GetRequiredService<IEventBus>().CollectExceptions);
        await host.StopAsync();
    }

    [Fact]
    public async Task AddActorBus_BusesInIConfiguration_AreStrongerThanHoconValueByValue()
    {
        using var host = await StartAsync(
            [
                ("ActorBus:Buses:shop-commands:Router:Routes:pay", "two"),
                ("ActorBus:Services:shop:Buses:Shop-Commands:Router:Routes:ship", "place"),
                ("ActorBus:Buses:Audit:Kind", "Command"),
                ("ActorBus:Buses:Audit:Router:Routes:pay", "one"),
            ],
            """
            actorbus.buses.shop-commands { kind = command, default = on, router.routes { pay = place, refund = one } }
            """);
        var commands = host.Services.GetRequiredService<ICommandBus>();

        foreach (var command in (string[])["pay", "refund", "ship"]) await commands.DispatchAsync(command);
        await host.Services.GetRequiredKeyedService<ICommandBus>("Audit").DispatchAsync("pay");

        Assert.Equal(["two", "one", "place", "one"], _ran);
        Assert.Equal("shop-commands", commands.Name, ignoreCase: true);
        await host.StopAsync();
    }

    [Fact]
    public async Task AddActorBus_MistakesInBothPlaces_AreReportedTogetherWithTheirPaths()
    {
        var error = await Assert.ThrowsAsync<BusConfigurationException>(() => StartAsync(
            [
                ("ActorBus:Buses:c:Kind", "commando"),
                ("ActorBus:Buses:c:Colour", "red"),
                ("ActorBus:Buses:c:Plugins:0", "named"),
                ("ActorBus:Buses:c:Plugins:1", "unknown"),
                ("ActorBus:Buses:c:Router:Routes:pay:0", "one"),
                ("ActorBus:Buses:c:Router:Routes:pay:1", "two"),
                ("ActorBus:Dispatch:Concurrency", "none"),
            ],
            """
            actorbus.buses {
              q { kind = query, collect-exceptions = on, router { type = fancy } }
              e { kind = event, dispatch-timeout = soon, plugins = [{ a = 1 }], router { async-switch = nobody } }
              r { kind = command, default = on, router { type = regex, routes { "(" = place } } }
              l { kind = query, router.routes = [{ match = "", handlers = one }, { match = x, handler = one }] }
              nameless { default = on, plugins = named }
            }
            """));

        string[] expected =
        [
            "ActorBus:Buses:c:Kind is not one of", "ActorBus:Buses:c:Colour: there is no such setting",
            "ActorBus:Buses:c:Plugins: wrong message bus utility configured, item 1 'unknown'", "ActorBus:Buses:c:Router:Routes:pay: this route",
            "ActorBus:Dispatch:Concurrency is not", "actorbus.buses.q.collect-exceptions: a Query", "actorbus.buses.q.router.type is not one of",
            "actorbus.buses.e.dispatch-timeout is not", "actorbus.buses.e.plugins: wrong message bus utility configured, item 0 ''",
            "actorbus.buses.e.router.async-switch: no producer 'nobody'", "actorbus.buses.r.router.routes.(: '(' is no pattern",
            "actorbus.buses.nameless.kind: bus 'nameless' has no kind", "actorbus.buses.r.default: 2 buses are the default one for a Command: 'nameless', 'r'",
            "actorbus.buses.l.router.routes.0: this route cannot be used: it has no name", "actorbus.buses.l.router.routes.1: this route cannot be used: it has 'Handler'",
        ];
        Assert.All(expected, fault => Assert.Contains(fault, error.Message, StringComparison.Ordinal));
        Assert.Equal(expected.Length, error.Faults.Count);
    }

    [Fact]
    public void Compose_PluginsProducersAndHandlers_AreNotMade()
    {
        var made = 0;
        object Make() => made++;

        Composed.Service(
            [("ActorBus:Buses:command-bus:Plugins", "p"), ("ActorBus:Buses:command-bus:Router:AsyncSwitch", "p"), ("ActorBus:Buses:command-bus:Router:Routes:a", "p")],
            services: services => services
                .AddKeyedSingleton<IMessageBusPlugin>("p", (_, _) => (IMessageBusPlugin)Make()).AddKeyedSingleton<IMessageProducer>("p", (_, _) => (IMessageProducer)Make())
                .AddKeyedSingleton("p", (_, _) => Make()).AddSingleton<IMessageFactory>(_ => (IMessageFactory)Make()));

        Assert.Equal(0, made);
    }

    [Fact]
    public async Task AddActorBus_PluginsThatCannotBeMade_StopTheStartAllWithTheirPaths()
    {
        var error = await Assert.ThrowsAsync<BusConfigurationException>(() => StartAsync(
            [("ActorBus:Buses:command-bus:Plugins", "named, failing")], "actorbus.buses.event-bus { plugins = [failing], router.async-switch = broken }"));

        string[] expected =
        [
            "ActorBus:Buses:command-bus:Plugins: wrong message bus utility configured, item 1 'failing': the container could not make the IMessageBusPlugin: InvalidOperationException: broken",
            "actorbus.buses.event-bus.plugins: wrong message bus utility configured, item 0 'failing': the container could not make the IMessageBusPlugin",
            "actorbus.buses.event-bus.router.async-switch: no producer 'broken': the container could not make the IMessageProducer: InvalidOperationException: no queue",
        ];
        Assert.All(expected, fault => Assert.Contains(fault, error.Message, StringComparison.Ordinal));
        Assert.Equal(expected.Length, error.Faults.Count);
    }

    [Fact]
    public async Task AddActorBus_RoutesToIdsThatNobodyHas_StopTheStartAllWithTheirPaths()
    {
        var error = await Assert.ThrowsAsync<BusConfigurationException>(() => StartAsync(
            [("ActorBus:Dispatch:Concurrency", "0")],
            """
            actorbus.buses {
              c { kind = command, router { routes { a = place, shop.placeOrder = nobody, c = registered } } }
              e { kind = event, router { type = regex, routes = [{ match = "^x", handlers = [one, stranger, registered] }] } }
            }
            """));

        string[] expected =
        [
            "ActorBus:Dispatch:Concurrency: Concurrency is 0", "actorbus.buses.c.router.routes.shop.placeOrder: there is no handler 'nobody'",
            "actorbus.buses.e.router.routes.0: there is no handler 'stranger'", "actorbus.buses.e.router.routes.0: there is no handler 'registered'",
        ];
        Assert.All(expected, fault => Assert.Contains(fault, error.Message, StringComparison.Ordinal));
        Assert.Equal(expected.Length, error.Faults.Count);
    }

    [Fact]
    public async Task AddActorBus_HandlerLocationOff_DoesNotAskTheContainer()
    {
        using var host = await StartAsync([("ActorBus:Buses:command-bus:HandlerLocation", "off"), ("ActorBus:Buses:command-bus:Router:Routes:a", "place")], "");

        var error = await Assert.ThrowsAsync<CommandDispatchException>(() => host.Services.GetRequiredService<ICommandBus>().DispatchAsync("a"));

        Assert.IsType<MessageNotHandledException>(error.InnerException);
        await host.StopAsync();
    }

    [Fact]
    public async Task AddActorBus_Locator_AsksTheContainerForTheNameOfTheMessage()
    {
        using var host = await StartAsync([], "actorbus.buses.e { kind = event, parallel-listeners = on, dispatch-timeout = infinite, router.type = locator }");

        await host.Services.GetRequiredService<IEventBus>().DispatchAsync("one");

        Assert.Equal(["one"], _ran);
        await host.StopAsync();
    }

    [Theory]
    [InlineData("a.kind = event, event-bus.collect-exceptions = on, b { kind = event, default = on }", "b")]
    [InlineData("a.kind = event, event-bus { collect-exceptions = on }", "event-bus")]
    [InlineData("z.kind = event, y { kind = event }", "y")]
    public async Task AddActorBus_SeveralOfAKind_TheDefaultIsTheOneThatSaysSoThenTheOneOfThatNameThenTheFirstByName(string buses, string expected)
    {
        using var host = await StartAsync([], $"actorbus.buses {{ {buses} }}");

        Assert.Equal(expected, host.Services.GetRequiredService<IEventBus>().Name);
        await host.StopAsync();
    }

    [Fact]
    public async Task AddActorBus_PluginThatTakesABusInItsConstructor_IsGivenTheBusItIsAttachedTo()
    {
        Greedy? made = null;
        var builder = TestHost.New(("ActorBus:Buses:command-bus:Plugins:0", "greedy"));
        builder.AddActorBus("shop");
        builder.Services.AddKeyedSingleton<IMessageBusPlugin>("greedy", (services, _) => made = new Greedy(services.GetRequiredService<ICommandBus>()));
        using var host = builder.Build();

        await host.StartAsync().WaitAsync(TestHost.Limit);

        Assert.Same(host.Services.GetRequiredService<ICommandBus>(), made!.Commands);
        await host.StopAsync();
    }

    private async Task<IHost> StartAsync((string, string)[] settings, string hocon)
    {
        var builder = TestHost.New(settings);
        builder.AddActorBus("shop", bus => bus.AddHocon(hocon).OnCommand("registered", (string _) => { }));
        builder.Services
            .AddKeyedSingleton<IMessageBusPlugin>("named", new ValidationPlugin())
            .AddKeyedSingleton<IMessageBusPlugin>("failing", (_, _) => throw new InvalidOperationException("broken"))
            .AddKeyedSingleton<IMessageProducer>("producer", new Producer(_ran))
            .AddKeyedSingleton<IMessageProducer>("broken", (_, _) => throw new InvalidOperationException("no queue"));
        foreach (var id in (string[])["place", "one", "two"]) builder.Services.AddKeyedSingleton<object>(id, (object)((string _) => _ran.Add(id)));
        var host = builder.Build();
        try
        {
            await host.StartAsync();
            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
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

    private sealed class Greedy(ICommandBus commands) : IMessageBusPlugin
    {
        public ICommandBus Commands => commands;

        public void AttachTo(IMessageBus attached) => commands.Describe();

        public void DetachFrom(IMessageBus attached)
        {
        }
    }
}
