using System.Text;
using ActorBus.Distribution;
using ActorBus.Hosting.Composition;
using ActorBus.Hosting.Tests.Support;
using ActorBus.Recovery;
using Microsoft.Extensions.Configuration;

namespace ActorBus.Hosting.Tests;

public sealed class When_configuration_comes_from_several_sources
{
    private const string Hocon = """
        actorbus {
          distribution { send-timeout = 5s, limits.max-body-bytes = 1MiB, allowed-sources = [shop, crm], raw.publishers.invoices { routing-key = new } }
          recovery { action = reject, delayed-retries = [1s, 1m], rules { "System.ArgumentException" = ack } }
          handlers.order { concurrency = 3 }
          brokers.partners { kind = in-memory, distribution.send-only = on }
          service-map.commands { partners = [shipping] }
        }
        """;

    private const string Json = """
        { "ActorBus": {
            "Distribution": { "SendTimeout": "5s", "Limits": { "MaxBodyBytes": "1MiB" }, "AllowedSources": ["shop", "crm"],
                              "Raw": { "Publishers": { "invoices": { "RoutingKey": "new" } } } },
            "Recovery": { "Action": "reject", "DelayedRetries": ["1s", "1m"], "Rules": { "System.ArgumentException": "ack" } },
            "Handlers": { "order": { "Concurrency": 3 } },
            "Brokers": { "partners": { "Kind": "in-memory", "Distribution": { "SendOnly": true } } },
            "ServiceMap": { "Commands": { "partners": ["shipping"] } } } }
        """;

    private static readonly (string, string)[] Variables =
    [
        ("Distribution__SendTimeout", "5s"), ("Distribution__Limits__MaxBodyBytes", "1MiB"), ("Distribution__AllowedSources", "shop, crm"),
        ("Distribution__Raw__Publishers__invoices__RoutingKey", "new"), ("Recovery__Action", "reject"), ("Recovery__DelayedRetries", "1s,1m"),
        ("Recovery__Rules__System.ArgumentException", "ack"), ("Handlers__order__Concurrency", "3"), ("Brokers__partners__Kind", "in-memory"),
        ("Brokers__partners__Distribution__SendOnly", "true"), ("ServiceMap__Commands__partners", "shipping"),
    ];

    [Fact]
    public void Should_say_the_same_in_JSON_environment_variables_and_HOCON()
    {
        ServiceSetup[] services =
        [
            Compose(configuration => configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(Json)))),
            Compose(configuration => configuration.AddHocon(Hocon)),
            Compose(_ => { }, bus => bus.AddHocon(Hocon)),
            Compose(AddVariables),
        ];

        Assert.All(services, service =>
        {
            Assert.Equal((TimeSpan.FromSeconds(5), 1024 * 1024), (service.Distribution.SendTimeout, service.Distribution.Limits.MaxBodyBytes));
            Assert.Equal(["shop", "crm"], service.Distribution.AllowedSources!);
            Assert.Equal("new", service.Distribution.Raw!.Publishers["invoices"].RoutingKey);
            Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)], service.Distribution.FailurePolicy.DelayedRetries);
            Assert.Equal(FailureAction.Reject, service.Distribution.FailurePolicy.ActionFor(new TimeoutException()));
            Assert.Equal(FailureAction.Ack, service.Distribution.FailurePolicy.ActionFor(new ArgumentNullException()));
            Assert.Equal(3, Assert.Single(service.Handlers.All).Concurrency);
            Assert.Equal((ServiceMap.DefaultBroker, false, "partners", true), (service.Brokers[0].Name, service.Brokers[0].Distribution.SendOnly, service.Brokers[1].Name, service.Brokers[1].Distribution.SendOnly));
            Assert.Equal("partners", service.Maps.Own.Commands["shipping"]);
        });
    }

    [Fact]
    public void Should_let_the_later_source_win_and_the_HOCON_of_the_service_come_last()
    {
        var service = Compose(
            configuration => configuration.AddHocon("actorbus.distribution { send-timeout = 1s, ask-timeout = 1s, start-timeout = 1s }")
                .AddInMemoryCollection([new("ActorBus:Distribution:SendTimeout", "2s")]),
            bus => bus.AddHocon("actorbus.distribution { send-timeout = 3s, ask-timeout = 3s, drain-timeout = 3s }"));

        Assert.Equal([2, 1, 3, 1], [service.Distribution.SendTimeout.Seconds, service.Distribution.AskTimeout.Seconds, service.Distribution.DrainTimeout.Seconds, service.Distribution.StartTimeout.Seconds]);
    }

    [Fact]
    public void Should_name_the_place_in_each_source()
    {
        var error = Assert.Throws<BusConfigurationException>(() => Compose(
            configuration => configuration.AddHocon("actorbus.distribution.send-timout = 1s").AddInMemoryCollection([new("ActorBus:Distribution:AskTimeout", "soon")]),
            bus => bus.AddHocon("actorbus.recovery.jitter-percent = 101")));

        Assert.Equal(
            [
                "ActorBus:Distribution:AskTimeout is not a duration above zero such as 500ms, 30s or 00:00:30: 'soon'.",
                "actorbus.distribution.send-timout: there is no such setting; the nearest is 'send-timeout'. Remove or correct it.",
                "actorbus.recovery.jitter-percent: JitterPercent is 101. Use 0 to 100.",
            ],
            error.Faults.Order(StringComparer.Ordinal));
    }

    private static ServiceSetup Compose(Action<IConfigurationBuilder> configure, Action<ActorBusBuilder>? add = null) => Assert.Single(Composed.Services(
        configure, services => services.AddActorBus("billing", bus =>
        {
            bus.OnCommand("order", (string _) => { });
            add?.Invoke(bus);
        })));

    private static void AddVariables(IConfigurationBuilder configuration)
    {
        const string Prefix = "ACTORBUS_TEST_SOURCES_";
        foreach (var (name, value) in Variables) Environment.SetEnvironmentVariable($"{Prefix}ActorBus__{name}", value);
        try
        {
            configuration.AddEnvironmentVariables(Prefix);
        }
        finally
        {
            foreach (var (name, _) in Variables) Environment.SetEnvironmentVariable($"{Prefix}ActorBus__{name}", null);
        }
    }
}
