using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace ActorBus.RabbitMq.Tests;

public sealed class RabbitMqBrokerTests
{
    private const string NotEncrypted = "unencrypted";
    private const string Guest = "User 'guest'";

    [Theory]
    [InlineData("amqp://")]
    [InlineData("amqp://LocalHost,127.0.0.2,[::1]:3")]
    [InlineData("amqps://user:canary@broker.test")]
    [InlineData("amqp://user:canary@broker.test", NotEncrypted)]
    [InlineData("amqp://user:canary@localhost,10.0.0.1", NotEncrypted)]
    [InlineData("amqp://broker.test", NotEncrypted, Guest)]
    [InlineData("amqps://broker.test", Guest)]
    public async Task Broker_ThatIsNew_WarnsOfWhatOthersCanRead(string uri, params string[] warnings)
    {
        var log = new FakeLogger();

        await using var broker = new RabbitMqBroker(RabbitMqOptions.FromUri(uri), log);

        var entries = log.Collector.GetSnapshot();
        Assert.Equal(warnings.Length, entries.Count);
        foreach (var (entry, warning) in entries.Zip(warnings))
        {
            Assert.Equal(LogLevel.Warning, entry.Level);
            Assert.Contains(warning, entry.Message);
            Assert.Contains(broker.Address, entry.Message);
            Assert.DoesNotContain("canary", entry.Message);
        }
    }
}
