using ActorBus.Clustering.Tests.Support;
using ActorBus.Messages;
using Akka.Actor;

namespace ActorBus.Clustering.Tests;

public sealed class When_a_service_is_exclusive : IAsyncLifetime
{
    private readonly Nodes _nodes = new();
    private readonly Counter _first = new("first");
    private readonly Counter _second = new("second");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _nodes.DisposeAsync();

    [Fact]
    public async Task Should_be_consumed_by_one_node_and_move_when_that_leaves()
    {
        var one = await _nodes.ConsumerAsync(_first, isExclusive: true);
        var two = await _nodes.ConsumerAsync(_second, isExclusive: true);
        var before = await Nodes.DescribeUntilAsync(
            two, description => description.Nodes.Count(node => node.Answered) == 2 && description.ConsumersOf("counter").Count > 0);
        Assert.Equal([AddressOf(one)], before.ConsumersOf("counter"));

        // The second node's buses lead to the one that consumes.
        var total = await ActorBusCluster.For(two).BusOf("counter", MessageKind.Query).Ask<Total>(new GetTotal(), Nodes.Limit);
        Assert.Equal("first", total.Node);

        await _nodes.StopAsync(one);
        var after = await Nodes.DescribeUntilAsync(two, description => description.ConsumersOf("counter").Count > 0 && description.Nodes.Count == 1);
        Assert.Equal([AddressOf(two)], after.ConsumersOf("counter"));
    }

    private static string AddressOf(ActorSystem system) => global::Akka.Cluster.Cluster.Get(system).SelfAddress.ToString();
}
