using ActorBus.Hosting;
using ActorBus.InMemory;
using ActorBus.Clustering.Tests.Support;
using ActorBus.Messages;
using Akka;
using Akka.Actor;
using Akka.Hosting;

namespace ActorBus.Clustering.Tests;

public sealed class When_a_node_leaves : IAsyncLifetime
{
    private readonly Nodes _nodes = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _nodes.DisposeAsync();

    [Fact]
    public async Task Should_end_what_runs_while_it_is_still_a_member()
    {
        var counter = new Counter("leaving") { Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) };
        var leaving = await _nodes.StartAsync("actorbus-consumer", akka => akka.WithActorBus("counter", bus =>
        {
            bus.UseInMemory(_nodes.Broker);
            counter.Register(bus);
            bus.OnCommand("send", (string _, IDistributedBus distributed) => distributed.SendAsync("counter", new AddOne(5)));
        }).WithConsumerNode("counter"));
        var web = await _nodes.OtherAsync();
        await Nodes.DescribeUntilAsync(web, description => description.ConsumersOf("counter").Count == 1);
        var queries = ActorBusCluster.For(web).BusOf("counter", MessageKind.Query);
        await queries.Ask<Total>(new GetTotal(), Nodes.Limit);
        var drains = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var atLeaving = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        CoordinatedShutdown.Get(leaving).AddTask(CoordinatedShutdown.PhaseBeforeServiceUnbind, "test", () => Done(drains.TrySetResult()));
        CoordinatedShutdown.Get(leaving).AddTask(
            CoordinatedShutdown.PhaseBeforeClusterShutdown, "test", () => Done(atLeaving.TrySetResult(counter.Ended)));

        await ActorRegistry.For(leaving).Get<CommandBus>().Ask<object>("send", Nodes.Limit);
        Assert.Equal(5, await counter.NextAsync());
        var stopping = _nodes.StopAsync(leaving);
        await drains.Task.WaitAsync(Nodes.Limit);
        // Answered by the node that drains, and seen as a member by the other one.
        Assert.Equal(new Total(5, "leaving"), await queries.Ask<Total>(new GetTotal(), Nodes.Limit));
        Assert.All((await ActorBusCluster.For(web).DescribeAsync()).Nodes, node => Assert.Equal("Up", node.Status));
        counter.Gate.SetResult();

        Assert.Equal(1, await atLeaving.Task.WaitAsync(Nodes.Limit));
        await stopping.WaitAsync(Nodes.Limit);
    }

    [Fact]
    public async Task Should_answer_until_the_others_know()
    {
        var leaving = await _nodes.ConsumerAsync(new Counter("leaving"));
        await _nodes.ConsumerAsync(new Counter("staying"));
        var web = await _nodes.OtherAsync();
        var queries = ActorBusCluster.For(web).BusOf("counter", MessageKind.Query);
        var seen = new HashSet<string>();
        while (seen.Count < 2) seen.Add((await queries.Ask<Total>(new GetTotal(), Nodes.Limit)).Node);

        var stopping = _nodes.StopAsync(leaving);
        while (!stopping.IsCompleted) Assert.NotNull(await queries.Ask<Total>(new GetTotal(), Nodes.Limit));

        await stopping;
        Assert.Equal("staying", (await queries.Ask<Total>(new GetTotal(), Nodes.Limit)).Node);
    }

    private static Task<Done> Done(bool _) => Task.FromResult(global::Akka.Done.Instance);
}
