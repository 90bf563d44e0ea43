using ActorBus.Diagnostics;
using ActorBus.Distribution;
using ActorBus.Distribution.Bridges;
using ActorBus.Handlers;
using ActorBus.Messages;
using ActorBus.Pipeline;
using ActorBus.Serialization;
using ActorBus.Tests.Distribution.Bridges;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBus.Tests.Distribution;

public sealed class When_a_service_stops_that_did_nothing
{
    /// <summary>As on a node of a cluster where another one consumes: what stops connects no more.</summary>
    [Fact]
    public async Task Should_not_connect_to_the_broker()
    {
        await using var buses = await RunningBuses.StartAsync();
        await using var broker = new ScriptedBroker();
        var local = new LocalBuses(
            buses.Runtime.DefaultFor(MessageKind.Command), buses.Runtime.DefaultFor(MessageKind.Event), buses.Runtime.DefaultFor(MessageKind.Query));
        var distribution = new DistributionRuntime(
            ServiceMap.DefaultBroker, new DistributionOptions { ServiceName = "billing" }, broker, new HandlerRegistry([]), local, MessageConverters.Default,
            new MessageObservers(NullLogger.Instance), NullLoggerFactory.Instance, TimeProvider.System, new DeliveryBudget(null), new ActorTroubles(TimeProvider.System), 8);
        distribution.Open(await buses.Runtime.StartChildAsync(distribution.ActorPropsFor(null!), "distributed-bus"));

        Assert.True(await distribution.StopConsumingAsync(TimeSpan.FromSeconds(10), forGood: true));
        Assert.True(await distribution.FlushAsync(TimeSpan.FromSeconds(10)));
        await distribution.EndAsync();

        Assert.Equal(0, broker.Made);
    }
}
