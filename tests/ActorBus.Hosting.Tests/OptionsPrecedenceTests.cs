using ActorBus.Brokers;
using ActorBus.Distribution;
using ActorBus.Hosting.Composition;
using ActorBus.Hosting.Tests.Support;
using ActorBus.Recovery;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Hosting.Tests;

public sealed class OptionsPrecedenceTests
{
    [Fact]
    public void Compose_NothingSaid_TheOptionsAreAsTheyAre()
    {
        var options = Compose([], _ => { });
        var plain = new DistributionOptions { ServiceName = "billing" };

        plain.Prefetch = options.Prefetch;
        Assert.Equivalent(plain, options, strict: true);
        Assert.Equal(plain.FailurePolicy.DelayedRetries, options.FailurePolicy.DelayedRetries);
        Assert.Equal(plain.FailurePolicy.ImmediateRetries, options.FailurePolicy.ImmediateRetries);
    }

    [Fact]
    public void Compose_CodeAndConfiguration_CodeWins()
    {
        var options = Compose(
            [("ActorBus:Distribution:Prefetch", "7"), ("ActorBus:Distribution:SendBuffer", "8")],
            bus => bus.ConfigureDistribution(said => said.Prefetch = 9));

        Assert.Equal((9, 8), (options.Prefetch, options.SendBuffer));
    }

    [Fact]
    public void Compose_ConfigurationAndHocon_ConfigurationWins()
    {
        var options = Compose(
            [("ActorBus:Distribution:Prefetch", "7")],
            bus => bus.AddHocon("actorbus.distribution { prefetch = 6, send-timeout = 5s }"));

        Assert.Equal((7, TimeSpan.FromSeconds(5)), (options.Prefetch, options.SendTimeout));
    }

    [Fact]
    public void Compose_SaidForTheService_WinsOverSaidForAll()
    {
        var options = Compose(
            [("ActorBus:Services:billing:Distribution:Prefetch", "3"), ("ActorBus:Distribution:Prefetch", "7")],
            bus => bus.AddHocon("actorbus { distribution.send-buffer = 1, services.billing.distribution.send-buffer = 2 }"));

        Assert.Equal((3, 2), (options.Prefetch, options.SendBuffer));
    }

    [Fact]
    public void Compose_ConfiguredAsDotNetDoes_IsCodeByTheNameOfTheServiceOrOfOneOfItsBrokers()
    {
        var service = Composed.Service(
            [("ActorBus:Distribution:Prefetch", "7"), ("ActorBus:Distribution:SendBuffer", "8"), ("ActorBus:Brokers:partners:Kind", "in-memory")],
            bus => bus.ConfigureDistribution(options => options.OrderBuffer = 1),
            services => services
                .Configure<DistributionOptions>("billing", options => (options.Prefetch, options.OrderBuffer) = (9, 2))
                .Configure<DistributionOptions>("billing/partners", options => options.Prefetch = 11)
                .Configure<BusRuntimeOptions>("billing", options => options.Concurrency = 3)
                .Configure<DistributionOptions>("shipping", options => options.SendBuffer = 99));

        Assert.Equal((9, 8, 1), (service.Distribution.Prefetch, service.Distribution.SendBuffer, service.Distribution.OrderBuffer));
        Assert.Equal((11, 8), (service.Brokers[1].Distribution.Prefetch, service.Brokers[1].Distribution.SendBuffer));
        Assert.Equal(3, service.Buses.Concurrency);
    }

    [Fact]
    public void Compose_ChecksOfTheApplication_AreReportedWithTheOthers()
    {
        var error = Assert.Throws<BusConfigurationException>(() => Composed.Service(
            [("ActorBus:Distribution:Prefetch", "0")],
            services: services => services.AddOptions<DistributionOptions>("billing").Validate(options => options.SendBuffer < 100, "The send buffer is for small machines.")));

        Assert.Equal(2, error.Faults.Count);
        Assert.Contains("ActorBus:Distribution:Prefetch: Prefetch is 0. Use 1 to 65535, or leave it out.", error.Faults);
        Assert.Contains("Service 'billing': The send buffer is for small machines.", error.Faults);
    }

    [Fact]
    public void Compose_ListsInSeveralPlaces_TheStrongerReplacesTheWeaker()
    {
        var options = Compose(
            [("ActorBus:Distribution:AllowedSources:0", "shop"), ("ActorBus:Services:billing:Recovery:DelayedRetries", "")],
            bus => bus.AddHocon("actorbus { distribution.allowed-sources = [crm, web], recovery.delayed-retries = [1s, 2s] }"));

        Assert.Equal(["shop"], options.AllowedSources!);
        Assert.Empty(options.FailurePolicy.DelayedRetries);
    }

    [Fact]
    public void Compose_EmptyListOfSources_IsNobodyAndNotEverybody() =>
        Assert.Empty(Compose([], bus => bus.AddHocon("actorbus.distribution.allowed-sources = []")).AllowedSources!);

    [Fact]
    public void Compose_Auto_IsWhatHoldsWhenNothingIsSaid() =>
        Assert.NotEqual(3, Compose([("ActorBus:Services:billing:Distribution:Prefetch", "auto")], bus => bus.AddHocon("actorbus.distribution.prefetch = 3")).Prefetch);

    [Theory]
    [InlineData("3", 20)]
    [InlineData("50", 200)]
    [InlineData("1000000000", 65_535)]
    public void Compose_PrefetchAuto_FollowsTheConcurrency(string concurrency, int prefetch) => Assert.Equal(
        prefetch, Compose([("ActorBus:Dispatch:Concurrency", concurrency), ("ActorBus:Distribution:Prefetch", "auto")], _ => { }).Prefetch);

    [Fact]
    public void Compose_MaxWaiting_IsReadAndChecked()
    {
        Assert.Equal(7, Setup([("ActorBus:Dispatch:MaxWaiting", "7")], _ => { }).Buses.MaxWaiting);
        var error = Assert.Throws<BusConfigurationException>(() => Setup([("ActorBus:Dispatch:MaxWaiting", "0")], _ => { }));
        Assert.Contains("ActorBus:Dispatch:MaxWaiting: MaxWaiting is 0. Use 1 or more.", error.Faults);
    }

    [Theory]
    [InlineData("10s")]
    [InlineData("00:00:10")]
    [InlineData("10 seconds")]
    [InlineData("10000ms")]
    public void Compose_Durations_AreReadInEveryForm(string text) =>
        Assert.Equal(TimeSpan.FromSeconds(10), Compose([("ActorBus:Distribution:Send-Timeout", text)], _ => { }).SendTimeout);

    [Theory]
    [InlineData("infinite", null)]
    [InlineData("5s", 5)]
    public void Compose_ExpirationOfRawMessages_CanBeTurnedOff(string text, int? seconds)
    {
        var options = Compose([("ActorBus:Distribution:Raw:Expiration", text)], _ => { });

        Assert.Equal(seconds, (int?)options.Raw!.Expiration?.TotalSeconds);
    }

    [Fact]
    public void Compose_QueuesThatPeersMade_AreTreatedAsSaid()
    {
        var silent = Compose([], _ => { });
        var options = Compose(
            [("ActorBus:Distribution:OnQueueMismatch", "ignore"), ("ActorBus:Distribution:Raw:OnQueueMismatch", "replace")],
            bus => bus.AddHocon("actorbus.distribution.queue-kind = classic"));

        Assert.Equal((QueueMismatch.Throw, null), (silent.OnQueueMismatch, silent.QueueKind));
        Assert.Equal((QueueMismatch.Ignore, QueueKind.Classic, QueueMismatch.Replace), (options.OnQueueMismatch, options.QueueKind, options.Raw!.OnQueueMismatch));
        options.OnQueueMismatch = QueueMismatch.Replace;
        Assert.Contains("OnQueueMismatch is Replace", Assert.Single(options.Faults()), StringComparison.Ordinal);
    }

    [Fact]
    public void Compose_RawPublishersAndConsumers_AreReadByName()
    {
        var raw = Compose(
            [("ActorBus:Distribution:Raw:Publishers:invoices:Exchange", "accounting")],
            bus => bus.AddHocon("""
                actorbus.distribution.raw {
                  publishers.invoices { routing-key = new, exchange-kind = topic, queue = invoices, media-type = "text/plain" }
                  consumers {
                    jobs { queue = jobs, declare = true }
                    all { events = "#" }
                  }
                }
                """)).Raw!;

        Assert.Equal(("accounting", "new"), (raw.Publishers["invoices"].Exchange, raw.Publishers["invoices"].RoutingKey));
        Assert.Equal(
            (ExchangeKind.Topic, "invoices", "text/plain"), (raw.Publishers["invoices"].ExchangeKind, raw.Publishers["invoices"].Queue, raw.Publishers["invoices"].MediaType));
        Assert.Equal((true, false), (raw.Consumers["jobs"].Declare, raw.Consumers["all"].Declare));
        Assert.Equal(("jobs", "#"), (raw.Consumers["jobs"].Queue, raw.Consumers["all"].Events));
        Assert.Same(raw.Publishers["invoices"], raw.Publishers["INVOICES"]);
    }

    [Fact]
    public void Compose_RawPublishersAndConsumersThatAreWrong_AreFaultsWithTheirPaths()
    {
        var error = Assert.Throws<BusConfigurationException>(() => Compose(
            [("ActorBus:Distribution:Raw:Consumers:broken:Events", "a*"), ("ActorBus:Distribution:Raw:Publishers:nowhere:Persistent", "false"),
             ("ActorBus:Distribution:Raw:Publishers:default:ExchangeKind", "direct"), ("ActorBus:Distribution:Raw:Publishers:default:RoutingKey", "jobs")],
            bus => bus
                .AddHocon("actorbus.distribution.raw.consumers.both { queue = jobs, events = done }")
                .ConfigureDistribution(options => options.Raw!.Consumers["code"] = new())));

        string[] expected =
        [
            "ActorBus:Distribution:Raw:Consumers:broken: the events 'a*' cannot be consumed", "ActorBus:Distribution:Raw:Publishers:nowhere: it has neither",
            "ActorBus:Distribution:Raw:Publishers:default: the default exchange is there always",
            "actorbus.distribution.raw.consumers.both: it needs either a queue or events", "Raw.Consumers['code']: it needs either a queue or events",
        ];
        Assert.All(expected, fault => Assert.Contains(fault, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Compose_ProfileSourcesAndRawMessages_AreRead()
    {
        var options = Compose(
            [("ActorBus:Distribution:Profile", "pigeon"), ("ActorBus:Distribution:EventExchange", "happenings"), ("ActorBus:Distribution:Raw:OnFailure", "requeue")],
            bus => bus.AddHocon("actorbus.distribution { allowed-sources = [shop, crm], raw { prefetch = 5, headers { Tenant-Id = one } } }"));

        Assert.Equal((WireProfile.Pigeon, "happenings"), (options.Profile, options.EventExchange));
        Assert.Equal(["shop", "crm"], options.AllowedSources!);
        Assert.Equal(("billing", FailureAction.Requeue, 5), (options.Raw!.AppName, options.Raw.OnFailure, options.Raw.Prefetch));
        Assert.Equal("billing.dead-letters", options.Raw.DeadLetterRoutingKey);
        Assert.Equal("one", options.Raw.Headers["Tenant-Id"]);
    }

    [Theory]
    [InlineData("prefetch = 5", "", "billing.dead-letters")]
    [InlineData("""dead-letter-exchange = "" """, "", "billing.dead-letters")]
    [InlineData("dead-letter-exchange = graves", "graves", null)]
    [InlineData("dead-letter-exchange = graves, dead-letter-routing-key = dead", "graves", "dead")]
    [InlineData("""dead-letter-exchange = "", dead-letter-routing-key = dead""", "", "dead")]
    public void Compose_DeadLetterTargetOfRawMessages_IsTheOneThatIsNamed(string raw, string? exchange, string? routingKey)
    {
        var options = Compose([], bus => bus.AddHocon($"actorbus.distribution.raw {{ {raw} }}"));

        Assert.Equal((exchange, routingKey), (options.Raw!.DeadLetterExchange, options.Raw.DeadLetterRoutingKey));
    }

    [Fact]
    public void Compose_DeadLetterRoutingKeyWithoutAnExchange_IsAFault()
    {
        var error = Assert.Throws<BusConfigurationException>(
            () => Compose([], bus => bus.AddHocon("actorbus.distribution.raw.dead-letter-routing-key = dead")));

        Assert.Contains("actorbus.distribution.raw.dead-letter-routing-key: Raw.DeadLetterRoutingKey is 'dead', and no exchange", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compose_FailurePolicy_IsReadByItsWords()
    {
        var options = Compose(
            [("ActorBus:Recovery:Action", "requeue"), ("ActorBus:Recovery:DelayedRetries:0", "1s"), ("ActorBus:Recovery:DelayedRetries:1", "00:01:00")],
            bus => bus.AddHocon("actorbus.recovery { immediate-retries = 0, delayed-retries = [5s] }"));

        Assert.Equal(FailureAction.Requeue, options.FailurePolicy.Action);
        Assert.Equal(0, options.FailurePolicy.ImmediateRetries);
        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)], options.FailurePolicy.DelayedRetries);
    }

    [Fact]
    public void Compose_SettingsOfAHandler_WinOverWhatItDeclares()
    {
        var setup = Setup([("ActorBus:Handlers:order:Concurrency", "5"), ("ActorBus:Handlers:order:Recovery:Action", "reject")], bus =>
            bus.OnCommand("order", (string order) => { }, new() { Concurrency = 2 }));

        var handler = Assert.Single(setup.Handlers.All);
        Assert.Equal(5, handler.Concurrency);
        Assert.Equal(FailureAction.Reject, handler.FailurePolicy!.Action);
    }

    [Fact]
    public void Compose_SettingsOfAHandlerWithDotsAndCapitals_AreFound()
    {
        var setup = Setup([("ActorBus:Handlers:Shop.Orders.Place:Concurrency", "5")], bus => bus
            .OnCommand("order", (string order) => { }, new() { Name = "Shop.Orders.Place" })
            .AddHocon("""actorbus.handlers { "Shop.Orders.Place" { timeout = 10s } }"""));

        var handler = Assert.Single(setup.Handlers.All);
        Assert.Equal((5, TimeSpan.FromSeconds(10)), (handler.Concurrency, handler.Timeout));
    }

    [Fact]
    public void Compose_RulesForExceptions_AreReadByNameWithTheNearestFirst()
    {
        var options = Compose(
            [("ActorBus:Recovery:Rules:System.ArgumentException", "reject")],
            bus => bus.AddHocon("""actorbus.recovery { jitter-percent = 20, keep-order = on, rules { "System.ArgumentNullException" = ack, System.TimeoutException = retry } }"""));

        Assert.Equal(FailureAction.Ack, options.FailurePolicy.ActionFor(new ArgumentNullException()));
        Assert.Equal(FailureAction.Reject, options.FailurePolicy.ActionFor(new ArgumentOutOfRangeException()));
        Assert.Equal(FailureAction.Retry, options.FailurePolicy.ActionFor(new TimeoutException()));
        Assert.Equal((20, true), (options.FailurePolicy.JitterPercent, options.FailurePolicy.KeepOrder));
    }

    [Fact]
    public void Compose_ARuleForNoException_IsAFaultThatNamesIt()
    {
        var error = Assert.Throws<BusConfigurationException>(() => Compose([("ActorBus:Recovery:Rules:Shop.NoSuchException", "reject")], _ => { }));

        Assert.Contains(error.Faults, fault => fault.Contains("NoSuchException", StringComparison.OrdinalIgnoreCase) && fault.Contains("no such exception", StringComparison.Ordinal));
    }

    private static DistributionOptions Compose((string, string)[] settings, Action<ActorBusBuilder> configure) => Setup(settings, configure).Distribution;

    private static ServiceSetup Setup((string, string)[] settings, Action<ActorBusBuilder> configure) => Composed.Service(settings, configure);
}
