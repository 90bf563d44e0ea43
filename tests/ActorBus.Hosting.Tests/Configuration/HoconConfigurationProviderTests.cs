using ActorBus.Hosting.Configuration;
using Akka.Configuration;
using Microsoft.Extensions.Configuration;

namespace ActorBus.Hosting.Tests.Configuration;

public sealed class HoconConfigurationProviderTests
{
    [Theory]
    [InlineData("actorbus.distribution.send-timeout = 10s", "ActorBus:Distribution:SendTimeout", "10s")]
    [InlineData("actorbus { buses.shop-events.collect-exceptions = on }", "ActorBus:Buses:shop-events:CollectExceptions", "on")]
    [InlineData("actorbus.services.order-desk.distribution.prefetch = 3", "actorbus:services:order-desk:distribution:prefetch", "3")]
    [InlineData("actorbus.handlers { \"Shop.Orders.Place\" { timeout = 1s } }", "ActorBus:Handlers:Shop.Orders.Place:Timeout", "1s")]
    [InlineData("actorbus.buses.c.router.routes { shop.place-order = one }", "ActorBus:Buses:c:Router:Routes:shop.place-order", "one")]
    [InlineData("actorbus.recovery.rules { System.TimeoutException = retry }", "ActorBus:Recovery:Rules:System.TimeoutException", "retry")]
    [InlineData("actorbus.distribution.raw.headers { Tenant-Id = one }", "ActorBus:Distribution:Raw:Headers:Tenant-Id", "one")]
    [InlineData("actorbus.distribution.allowed-sources = [shop, crm]", "ActorBus:Distribution:AllowedSources:1", "crm")]
    [InlineData("actorbus.distribution.allowed-sources = []", "ActorBus:Distribution:AllowedSources", "")]
    public void Load_Options_BecomeKeysAndNamesStayAsTheyAreWritten(string hocon, string key, string expected)
    {
        var configuration = Load(hocon);

        Assert.Equal(expected, configuration[key]);
        Assert.Contains(configuration.AsEnumerable(), one => one.Key.EndsWith(key[(key.LastIndexOf(':') + 1)..], StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Load_Names_KeepTheirDashesAndCapitals() =>
        Assert.Equal(["order-Desk"], Load("actorbus.services.order-Desk.distribution.prefetch = 3").GetSection("ActorBus:Services").GetChildren().Select(child => child.Key));

    [Fact]
    public void Load_EmptyGroup_IsThere() => Assert.Equal("partners", Assert.Single(Load("actorbus.service-map.events { partners {} }").GetSection("ActorBus:ServiceMap:Events").GetChildren()).Key);

    [Fact]
    public void Load_WhatIsNotOfActorBus_IsLeftOut() => Assert.Empty(Load("akka.loglevel = OFF").AsEnumerable());

    [Theory]
    [InlineData("actorbus.buses.c.router.routes { \"a:b\" = one }", "has a colon")]
    [InlineData("actorbus.buses.c.router.routes { place = one, Place = two }", "is the same key")]
    [InlineData("actorbus.distribution { send-timeout = 1s, sendTimeout = 2s }", "is the same key")]
    [InlineData("actorbus.rabbitmq.password = ${?NO_SUCH_VARIABLE}", "refers to itself")]
    public void Load_WhatConfigurationCannotHold_IsRefusedWithItsPlace(string hocon, string expected)
    {
        var error = Assert.Throws<FormatException>(() => Load(hocon));

        Assert.StartsWith("actorbus.", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddHoconFile_RelativePath_IsReadFromTheBasePath()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "billing.conf"), "actorbus.distribution.prefetch = 5");

            var configuration = new ConfigurationBuilder().SetBasePath(folder.FullName)
                .AddHoconFile("billing.conf").AddHoconFile("missing.conf", optional: true).Build();

            Assert.Equal("5", configuration["ActorBus:Distribution:Prefetch"]);
            Assert.Contains("missing.conf", Assert.Throws<FileNotFoundException>(
                () => new ConfigurationBuilder().SetBasePath(folder.FullName).AddHoconFile("missing.conf").Build()).Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void PlaceOf_AnyKey_IsThePathInTheHocon()
    {
        var root = Load("actorbus.handlers { \"Shop.Orders.Place\" { timeout = 1s } }");

        Assert.Equal("actorbus.handlers.\"Shop.Orders.Place\".timeout", Place.Of(root, root.GetSection("ActorBus:Handlers:Shop.Orders.Place:Timeout"), "").Path);
    }

    private static IConfigurationRoot Load(string hocon) => new ConfigurationBuilder().AddHocon(ConfigurationFactory.ParseString(hocon)).Build();
}
