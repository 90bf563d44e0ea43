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
                router { async-switch = producer, routes { "shop.placeOrder" = place, "shop.placeorder" = one } }
              }
              shop-events {
                kind = event
                collect-exceptions = on
                router { type = regex, routes { "^shop" = [two, one], "Placed$" = two } }
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
                ("ActorBus:Services:shop:Buses:ShopCommands:Router:Routes:ship", "place"),
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
        Assert.Equal("ShopCommands", commands.Name);
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
              nameless { default = on, plugins = failing }
            }
            """));

        string[] expected =
        [
            "ActorBus:Buses:c:Kind is not one of", "ActorBus:Buses:c:Colour: there is no such setting",
            "ActorBus:Buses:c:Plugins: wrong message bus utility configured, item 1 'unknown'", "ActorBus:Buses:c:Router:Routes:pay: this route",
            "ActorBus:Dispatch:Concurrency is not", "actorbus.buses.q.collect-exceptions: a Query", "actorbus.buses.q.router.type is not one of",
            "actorbus.buses.e.dispatch-timeout is not", "actorbus.buses.e.plugins: wrong message bus utility configured, item 0 ''",
            "actorbus.buses.e.router.async-switch: no producer 'nobody'", "actorbus.buses.r.router.routes: '(' is no pattern",
            "actorbus.buses.nameless.kind: bus 'nameless' has no kind", "could not make the IMessageBusPlugin: InvalidOperationException: broken",
            "2 buses are the default one for a Command: 'r', 'nameless'",
        ];
        Assert.All(expected, fault => Assert.Contains(fault, error.Message, StringComparison.Ordinal));
        Assert.Equal(expected.Length, error.Faults.Count);
    }

    [Fact]
    public async Task AddActorBus_PluginThatTakesABusInItsConstructor_FailsInsteadOfHanging()
    {
        var builder = TestHost.New(("ActorBus:Buses:command-bus:Plugins:0", "greedy"));
        builder.AddActorBus("shop");
        builder.Services.AddKeyedSingleton<IMessageBusPlugin>("greedy", (services, _) => new Greedy(services.GetRequiredService<ICommandBus>()));
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<BusConfigurationException>(() => host.StartAsync());

        Assert.Contains("Take IServiceProvider there", error.Message, StringComparison.Ordinal);
    }

    private async Task<IHost> StartAsync((string, string)[] settings, string hocon)
    {
        var builder = TestHost.New(settings);
        builder.AddActorBus("shop", bus => bus.AddHocon(hocon));
        builder.Services
            .AddKeyedSingleton<IMessageBusPlugin>("named", new ValidationPlugin())
            .AddKeyedSingleton<IMessageBusPlugin>("failing", (_, _) => throw new InvalidOperationException("broken"))
            .AddKeyedSingleton<IMessageProducer>("producer", new Producer(_ran));
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

    private sealed class Greedy(ICommandBus bus) : IMessageBusPlugin
    {
        public void AttachTo(IMessageBus attached) => bus.Describe();

        public void DetachFrom(IMessageBus attached)
        {
        }
    }
}
