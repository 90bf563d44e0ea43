using ActorBus.Hosting;
using ActorBus.InMemory;
using ActorBus.Clustering.Tests.Support;

namespace ActorBus.Clustering.Tests;

public sealed class When_nodes_share_a_service : IAsyncLifetime
{
    private readonly Nodes _nodes = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _nodes.DisposeAsync();

    [Fact]
    public async Task Should_consume_on_members_with_the_role_only_and_say_so_everywhere()
    {
        var one = await _nodes.ConsumerAsync(new Counter("one"));
        await _nodes.ConsumerAsync(new Counter("two"));
        var web = await _nodes.StartAsync("web", akka => akka.WithActorBus("counter", bus =>
        {
            bus.UseInMemory(_nodes.Broker);
            new Counter("web").Register(bus);
        }).WithConsumerNode("counter"));

        var fromOne = await Nodes.DescribeUntilAsync(one, Complete);
        var fromWeb = await Nodes.DescribeUntilAsync(web, Complete);

        Assert.Equal(fromOne.ToString(), fromWeb.ToString());
        Assert.DoesNotContain(global::Akka.Cluster.Cluster.Get(web).SelfAddress.ToString(), fromOne.ConsumersOf("counter"));
        Assert.Contains("counter does not consume counter: counter.add, counter.fail, counter.seen, counter.total", fromOne.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, (await _nodes.Broker.Control.ListQueuesAsync()).Single(queue => queue.Name == "counter").Consumers);
    }

    private static bool Complete(ClusterDescription description) =>
        description.ConsumersOf("counter").Count == 2 && description.Nodes.Count(node => node is { Answered: true, Status: "Up" }) == 3;
}
