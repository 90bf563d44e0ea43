using ActorBus.Distribution;

namespace ActorBus.Tests.Distribution;

public sealed class ServiceMapTests
{
    [Fact]
    public void BrokerFor_NothingMapped_IsTheDefaultBroker() => Assert.Equal("default", ServiceMap.Empty.BrokerFor("billing"));

    [Fact]
    public void BrokerFor_SomethingMapped_IsThatOrTheOneForAllOthersOrNone()
    {
        var map = ServiceMap.Empty.MapCommands("shipping", "partners");

        Assert.Equal("partners", map.BrokerFor("shipping"));
        Assert.Null(map.BrokerFor("billing"));
        Assert.Equal("inside", map.MapCommands("*", "inside").BrokerFor("billing"));
    }

    [Theory]
    [InlineData("userService.billing.changed", "user", "tickets")]
    [InlineData("ticketService.closed", "user", "orders")]
    [InlineData("ticketService.secret.key", "user", "")]
    [InlineData("audit.login", "user", "audit")]
    [InlineData("audit.login", "audit", "")]
    [InlineData("private.note", "owner", "private")]
    [InlineData("private.note", "user", "")]
    public void BrokersFor_ChoosesByPatternsAndPublishers(string @event, string service, string expected)
    {
        var map = ServiceMap.Empty
            .MapEvents("tickets", "userService.#", "userService.billing.*")
            .MapEvents("orders", new EventMapping { Include = ["ticketService.#"], Exclude = ["ticketService.secret.#"] })
            .MapEvents("audit", new EventMapping { Include = ["audit.*"], NotFrom = ["audit"] })
            .MapEvents("private", new EventMapping { Include = ["private.*"], OnlyFrom = ["owner"] });

        Assert.Equal(expected, string.Join(' ', map.BrokersFor(@event, service)));
    }

    [Fact]
    public void BrokersFor_AnEmptyList_TakesNothing() =>
        Assert.Empty(ServiceMap.Empty.MapEvents("tickets", Array.Empty<string>()).BrokersFor("any.event", "user"));

    [Fact]
    public void Faults_NamesEveryMistake()
    {
        var map = ServiceMap.Empty.MapCommands("shipping", "partner").MapCommands("no name", "default")
            .MapEvents("nowhere", "#")
            .MapEvents("default", new EventMapping { Include = [""], OnlyFrom = ["a"], NotFrom = ["b"] });

        var faults = string.Join('\n', map.Faults(["default", "partners"]));

        Assert.Contains("commands for the service 'shipping' go to the broker 'partner', which does not exist; there is 'default', 'partners'", faults);
        Assert.Contains("'no name', which is no name of a service", faults);
        Assert.Contains("events go to the broker 'nowhere', which does not exist", faults);
        Assert.Contains("events for the broker 'default' have both OnlyFrom and NotFrom", faults);
        Assert.Contains("events for the broker 'default' have the pattern ''", faults);
    }

    [Fact]
    public void Map_IsACopy()
    {
        ServiceMap.Empty.MapCommands("shipping", "partners").MapEvents("partners", "#");

        Assert.Empty(ServiceMap.Empty.Commands);
        Assert.Empty(ServiceMap.Empty.Events);
    }
}
