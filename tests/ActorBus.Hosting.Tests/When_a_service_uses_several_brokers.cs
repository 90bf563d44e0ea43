using System.Collections.Concurrent;
using ActorBus.InMemory;
using ActorBus.Distribution;
using ActorBus.Handlers;
using ActorBus.Hosting.Tests.Support;
using ActorBus.Messages;
using ActorBus.RabbitMq;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Console = ActorBus.Hosting.Tests.Support.Console;

namespace ActorBus.Hosting.Tests;

public sealed class When_a_service_uses_several_brokers : IAsyncDisposable
{
    private readonly InMemoryBroker _inside = new();
    private readonly InMemoryBroker _outside = new();
    private readonly BlockingCollection<string> _handled = [];

    public async ValueTask DisposeAsync()
    {
        await _inside.DisposeAsync();
        await _outside.DisposeAsync();
        _handled.Dispose();
    }

    [Fact]
    public async Task Should_send_commands_where_the_map_says_and_refuse_what_it_does_not_know()
    {
        using var shipping = await StartAsync("shipping", bus => Receive(bus.UseInMemory(_outside)));
        using var shop = await StartAsync("shop", bus => bus.UseInMemory(_inside).SendOnly()
            .AddBroker("partners", broker => broker.UseInMemory(_outside).SendOnly())
            .MapServices(map => map.MapCommands("shipping", "partners")));
        var distributed = shop.Services.GetRequiredService<IDistributedBus>();

        await distributed.SendCommandAsync("shipping", "ship", "parcel");

        Assert.Equal("shipping ship parcel", Next());
        Assert.Equal("answer to parcel", await distributed.AskAsync<string>("shipping", "where", "parcel"));
        var error = await Assert.ThrowsAsync<UnknownDestinationException>(() => distributed.SendCommandAsync("billing", "bill", "parcel"));
        Assert.Equal("billing", error.Destination);
        Assert.Contains("the service map of 'shop' has no broker for the service 'billing'; it has 'shipping'", error.Message, StringComparison.Ordinal);
        Assert.Empty(await _inside.Control.ListQueuesAsync());
        Assert.DoesNotContain(await _outside.Control.ListQueuesAsync(), queue => queue.Name.StartsWith("shop", StringComparison.Ordinal) && !queue.Name.Contains(".replies."));
    }

    [Fact]
    public async Task Should_publish_an_event_once_to_each_broker_that_takes_it()
    {
        using var inside = await StartAsync("accounts", bus => Receive(bus.UseInMemory(_inside)));
        using var outside = await StartAsync("partner", bus => Receive(bus.UseInMemory(_outside)));
        using var shop = await StartAsync("shop", bus => bus.UseInMemory(_inside).SendOnly()
            .AddBroker("partners", broker => broker.UseInMemory(_outside).SendOnly())
            .MapServices(map => map.MapEvents("default", "#")
                .MapEvents("partners", new EventMapping { Include = ["order.*", "order.#"], Exclude = ["order.secret.#"] })));
        var distributed = shop.Services.GetRequiredService<IDistributedBus>();

        await distributed.PublishEventAsync("order.secret.margin", "1");
        await distributed.PublishEventAsync("stock.low", "2");
        await distributed.PublishEventAsync("order.placed", "3");

        string[] handled = [Next(), Next(), Next(), Next()];
        Assert.Equal(["accounts order.placed 3", "accounts order.secret.margin 1", "accounts stock.low 2", "partner order.placed 3"], handled.Order(StringComparer.Ordinal));
        await outside.StopAsync();
        await inside.StopAsync();
        Assert.Empty(_handled);
    }

    [Fact]
    public async Task Should_consume_from_all_of_them_and_answer_to_where_a_query_came_from()
    {
        using var hub = await StartAsync("hub", bus => Receive(bus.UseInMemory(_inside)).AddBroker("partners", broker => broker.UseInMemory(_outside)));
        using var inside = await StartAsync("inner", bus => bus.UseInMemory(_inside));
        using var outside = await StartAsync("outer", bus => bus.UseInMemory(_outside));

        await inside.Services.GetRequiredService<IDistributedBus>().SendCommandAsync("hub", "ship", "from inside");
        Assert.Equal("hub ship from inside", Next());
        await outside.Services.GetRequiredService<IDistributedBus>().SendCommandAsync("hub", "ship", "from outside");
        Assert.Equal("hub ship from outside", Next());
        Assert.Equal("answer to x", await outside.Services.GetRequiredService<IDistributedBus>().AskAsync<string>("hub", "where", "x"));

        var health = await hub.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.Equal(HealthStatus.Healthy, health.Status);
        Assert.Contains("hub@partners/hub/consumer", health.Entries["actorbus"].Data.Keys);
    }

    [Fact]
    public async Task Should_keep_the_order_and_the_fate_of_what_a_handler_sends_to_several()
    {
        using var inside = await StartAsync("accounts", bus => Receive(bus.UseInMemory(_inside)));
        using var outside = await StartAsync("partner", bus => Receive(bus.UseInMemory(_outside)));
        using var hub = await StartAsync("hub", bus => bus.UseInMemory(_inside)
            .AddBroker("partners", broker => broker.UseInMemory(_outside).SendOnly())
            .MapServices(map => map.MapCommands("partner", "partners").MapCommands("*", "default"))
            .OnCommand(
                "relay",
                async (string text, IDistributedBus distributed) =>
                {
                    await distributed.SendCommandAsync("partner", "ship", text);
                    await distributed.SendCommandAsync("accounts", "ship", text);
                    if (text == "bad") throw new InvalidOperationException("This one fails.");
                },
                HandlerOptions.FromOutside)
            .ConfigureDistribution(options => options.FailurePolicy = new() { Action = Recovery.FailureAction.Reject }));
        using var sender = await StartAsync("sender", bus => bus.UseInMemory(_inside));

        await sender.Services.GetRequiredService<IDistributedBus>().SendCommandAsync("hub", "relay", "bad");
        await sender.Services.GetRequiredService<IDistributedBus>().SendCommandAsync("hub", "relay", "good");

        Assert.Equal(["accounts ship good", "partner ship good"], new[] { Next(), Next() }.Order(StringComparer.Ordinal));
        await hub.StopAsync();
        Assert.Equal(1, (await _inside.Control.ListQueuesAsync()).Single(queue => queue.Name == "hub.dead-letters").Ready);
        Assert.Empty(_handled);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_take_brokers_maps_and_buses_from_configuration(bool hocon)
    {
        (string, string)[] settings =
        [
            ("ActorBus:Services:shop:Brokers:partners:Kind", "in-memory"),
            ("ActorBus:Services:shop:Brokers:partners:Distribution:SendOnly", "true"),
            ("ActorBus:Services:shop:ServiceMap:Events:default:Include:0", "stock.#"),
            ("ActorBus:Services:shop:DistributedBuses:external-bus:Commands:partners", "shipping"),
            ("ActorBus:Services:shop:DistributedBuses:external-bus:Events:partners:Exclude", "stock.#,secret.#"),
        ];
        const string SameInHocon = """
            actorbus.services.shop {
              brokers.partners { kind = in-memory, distribution.send-only = true }
              service-map.events.default.include = ["stock.#"]
              distributed-buses.external-bus { commands.partners = [shipping], events.partners.exclude = ["stock.#", "secret.#"] }
            }
            """;
        var builder = hocon ? TestHost.New() : TestHost.New(settings);
        builder.AddActorBus("shop", bus => bus.UseInMemory(_inside).AddHocon(hocon ? SameInHocon : ""));
        // The further broker is the one of the host.
        builder.AddActorBus("shipping", bus => Receive(bus));
        using var accounts = await StartAsync("accounts", bus => Receive(bus.UseInMemory(_inside)));
        using var host = builder.Build();
        await host.StartAsync();
        var distributed = host.Services.GetRequiredService<IDistributedBus>();
        var external = host.Services.GetRequiredKeyedService<IDistributedBus>("external-bus");

        await external.SendCommandAsync("shipping", "ship", "parcel");
        Assert.Equal("shipping ship parcel", Next());
        await external.PublishEventAsync("secret.key", "0");
        await external.PublishEventAsync("order.placed", "1");
        Assert.Equal("shipping order.placed 1", Next());
        await distributed.PublishEventAsync("order.placed", "2");
        await distributed.PublishEventAsync("stock.low", "3");
        Assert.Equal("accounts stock.low 3", Next());
        await Assert.ThrowsAsync<UnknownDestinationException>(() => external.SendCommandAsync("accounts", "ship", "parcel"));
        Assert.Throws<ActorBusException>(() => host.Services.GetRequiredKeyedService<IDistributedBus>("unheard-of"));
        await host.StopAsync();
        Assert.Empty(_handled);
    }

    [Fact]
    public async Task Should_report_all_mistakes_together_at_start()
    {
        var builder = TestHost.New(
            ("ActorBus:Brokers:audit:Kind", "carrier-pigeon"),
            ("ActorBus:Brokers:quiet:Distribution:Consume", "false"),
            ("ActorBus:Brokers:partners:RabbitMq:Heartbeat", "often"),
            ("ActorBus:ServiceMap:Commands:partner", "shipping"),
            ("ActorBus:ServiceMap:Events:partners:OnlyFrom", "shop"),
            ("ActorBus:ServiceMap:Events:partners:NotFrom", "billing"),
            ("ActorBus:ServiceMap:Event:partners:Include", "#"));
        builder.AddActorBus("shop", bus => bus.UseRabbitMq("amqp://localhost")
            .AddBroker("default")
            .AddBroker("partners", broker => broker.UseRabbitMq("amqp://user:se:cret@host/a/b").ConfigureDistribution(options => options.SendBuffer = 0))
            .MapServices(map => map.MapEvents("nowhere", "#"))
            .AddDistributedBus("shop")
            .AddDistributedBus("external", map => map.MapCommands("billing", "elsewhere")));
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<BusConfigurationException>(() => host.StartAsync());

        string[] expected =
        [
            "the kind 'carrier-pigeon', which is not known here", "the broker 'quiet' has no kind", "Heartbeat is not a duration",
            "ActorBus:ServiceMap: commands for the service 'shipping' go to the broker 'partner', which does not exist",
            "the events for the broker 'partners' have both OnlyFrom and NotFrom", "ActorBus:ServiceMap:Event: there is no such setting; the nearest is 'Events'",
            "Broker 'default': that is no name", "more than one '/' after the host", "Broker 'partners': SendBuffer is 0", "events go to the broker 'nowhere'",
            "Distributed bus 'shop': that cannot be its name", "Distributed bus 'external': commands for the service 'billing' go to the broker 'elsewhere'",
        ];
        Assert.All(expected, fault => Assert.Contains(fault, error.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("cret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_report_two_names_for_one_broker()
    {
        var builder = TestHost.New();
        builder.AddActorBus("shop", bus => bus.UseRabbitMq("amqp://one:pass@localhost/shop")
            .AddBroker("partners", broker => broker.UseRabbitMq("amqp://two:word@localhost/shop").SendOnly())
            .AddBroker("others", broker => broker.UseRabbitMq("amqp://localhost/others"))
            .AddBroker("local", broker => broker.UseInMemory(_inside))
            .AddBroker("near", broker => broker.UseInMemory(_inside))
            .AddBroker("far", broker => broker.UseInMemory(_outside)));
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<BusConfigurationException>(() => host.StartAsync());

        Assert.Equal(2, error.Faults.Count);
        Assert.Contains("the brokers 'default' and 'partners' are one and the same", error.Faults[0], StringComparison.Ordinal);
        Assert.Contains("the brokers 'local' and 'near' are one and the same", error.Faults[1], StringComparison.Ordinal);
        Assert.DoesNotContain("pass", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_join_two_virtual_hosts_of_RabbitMQ_and_the_in_memory_broker()
    {
        var (first, second) = (await BrokerNode.NewVirtualHostAsync(), await BrokerNode.NewVirtualHostAsync());
        using var billing = await StartAsync("billing", bus => Receive(bus.UseRabbitMq(first)));
        using var shipping = await StartAsync("shipping", bus => Receive(bus.UseRabbitMq(second)));
        using var audit = await StartAsync("audit", bus => Receive(bus.UseInMemory(_inside)));
        using var shop = await StartAsync("shop", Shop);
        var distributed = shop.Services.GetRequiredService<IDistributedBus>();

        await distributed.SendCommandAsync("billing", "ship", "1");
        Assert.Equal("billing ship 1", Next());
        await distributed.SendCommandAsync("shipping", "ship", "2");
        Assert.Equal("shipping ship 2", Next());
        Assert.Equal("answer to 3", await distributed.AskAsync<string>("shipping", "where", "3"));
        await distributed.PublishEventAsync("order.placed", "4");
        Assert.Equal(["audit order.placed 4", "shipping order.placed 4"], new[] { Next(), Next() }.Order(StringComparer.Ordinal));

        // The shop itself: its queue is on the first virtual host, none of its is on the second, where it only sends.
        var console = new Console();
        var builder = TestHost.New();
        builder.AddActorBus("shop", Shop);
        Assert.Equal(0, await console.RunAsync(builder.Build(), "topology", "plan"));
        Assert.Matches(@"Service 'shop' on the broker 'partners', rabbitmq amqp://127.0.0.1:\d+/host-", console.Output);
        Assert.Single(console.Output.Split('\n'), line => line.StartsWith("queue", StringComparison.Ordinal) && line.Contains(" shop ", StringComparison.Ordinal));
        Assert.DoesNotContain("to be made,", console.Output.Replace("0 to be made,", "", StringComparison.Ordinal), StringComparison.Ordinal);

        void Shop(ActorBusBuilder bus) => Receive(bus.UseRabbitMq(first))
            .AddBroker("partners", broker => broker.UseRabbitMq(second).SendOnly())
            .AddBroker("local", broker => broker.UseInMemory(_inside).SendOnly())
            .MapServices(map => map.MapCommands("*", "default").MapCommands("shipping", "partners").MapEvents("partners", "order.#").MapEvents("local", "#"));
    }

    private ActorBusBuilder Receive(ActorBusBuilder bus) => bus
        .OnCommand("ship", (string text) => _handled.Add($"{bus.ServiceName} ship {text}"), HandlerOptions.FromOutside)
        .OnQuery("where", (string text) => $"answer to {text}", HandlerOptions.FromOutside)
        .OnEvent("#", (string text, MessageContext message) => _handled.Add($"{bus.ServiceName} {message.RoutingKey} {text}"), HandlerOptions.FromOutside);

    private static async Task<IHost> StartAsync(string service, Action<ActorBusBuilder> configure)
    {
        var builder = TestHost.New();
        builder.Services.AddLogging();
        builder.Services.AddHealthChecks().AddActorBus();
        builder.AddActorBus(service, configure);
        var host = builder.Build();
        await host.StartAsync().WaitAsync(TestHost.Limit);
        return host;
    }

    private string Next() => _handled.TryTake(out var text, TestHost.Limit) ? text : throw new TimeoutException("Nothing was handled.");
}
