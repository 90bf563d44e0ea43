using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBus.RabbitMq.Tests;

public sealed class RabbitMqOptionsTests
{
    [Theory]
    [InlineData("amqp://host", "amqp://host:5672/%2F", "guest", "guest")]
    [InlineData("amqp://u:p@host:1234/orders", "amqp://host:1234/orders", "u", "p")]
    [InlineData("amqp://u:p@one:1,two,[::1]:3/a%2Fb", "amqp://one:1,two:5672,[::1]:3/a%2Fb", "u", "p")]
    [InlineData("AMQPS://u:pa:ss%40%2F%23@host", "amqps://host:5671/%2F", "u", "pa:ss@/#")]
    [InlineData("amqp://u%3A1:p@ss@host/", "amqp://host:5672/%2F", "u:1", "p@ss")]
    public void FromUri_ThatIsOne_TakesItApart(string uri, string address, string user, string password)
    {
        var options = RabbitMqOptions.FromUri(uri);

        Assert.Equal((address, user, password), (options.Address, options.UserName, options.Password));
        Assert.Empty(options.Validate());
    }

    [Theory]
    [InlineData("http://u:canary@host")]
    [InlineData("canary")]
    [InlineData("amqp://u:canary@host:port/")]
    [InlineData("amqp://u:canary@host/a/b")]
    [InlineData("amqp://u:canary@host/?heartbeat=5")]
    public void FromUri_ThatIsNone_SaysWhatIsWrongWithoutRepeatingIt(string uri)
    {
        var error = Assert.Throws<ArgumentException>(() => RabbitMqOptions.FromUri(uri));

        Assert.DoesNotContain("canary", error.ToString());
    }

    [Fact]
    public void Validate_ManyFaults_NamesEachAndTheBrokerRefusesThemTogether()
    {
        var options = RabbitMqOptions.FromUri("amqp://u:canary@host");
        options.UseUri("ftp://u:canary@host");
        options.UserName = "";
        options.VirtualHost = "";
        options.Heartbeat = TimeSpan.Zero;
        options.ConfirmTimeout = TimeSpan.Zero;
        options.MaxOutstandingPublishes = 101;
        options.MaxInboundBodySize = int.MaxValue;
        options.Endpoints.Add(new RabbitMqEndpoint("", 0));

        var faults = options.Validate();
        var error = Assert.Throws<ArgumentException>(() => new RabbitMqBroker(options, NullLogger.Instance));

        foreach (var name in new[] { "UserName", "VirtualHost", "Heartbeat", "ConfirmTimeout", "MaxOutstandingPublishes", "MaxInboundBodySize", "Endpoints", "URI" })
            Assert.Contains(faults, fault => fault.Contains(name, StringComparison.Ordinal));
        Assert.All(faults, fault => Assert.Contains(fault, error.Message));
        Assert.DoesNotContain("canary", error.ToString());
    }

    [Fact]
    public void ToString_AndDumps_HoldNoPassword()
    {
        var options = RabbitMqOptions.FromUri("amqp://user:canary@host");

        Assert.DoesNotContain("canary", options.ToString());
        Assert.DoesNotContain("canary", JsonSerializer.Serialize(options));
        Assert.DoesNotContain("canary", new RabbitMqBroker(options, NullLogger.Instance).Address);
    }
}
