using ActorBus.Hosting;
using ActorBus.InMemory;
using ActorBus.Clustering.Tests.Support;
using ActorBus.Distribution;
using ActorBus.Messages;
using ActorBus.Serialization;
using Akka.Actor;
using Akka.Hosting;

namespace ActorBus.Clustering.Tests;

public sealed class When_a_bus_is_told_from_another_node : IAsyncLifetime
{
    private readonly Nodes _nodes = new();
    private readonly Counter _counter = new("first");
    private ActorSystem _web = null!;

    public async Task InitializeAsync()
    {
        var first = await _nodes.ConsumerAsync(_counter);
        _web = await _nodes.OtherAsync();
        await Nodes.DescribeUntilAsync(first, description => description.Nodes.Count(node => node is { Answered: true, Status: "Up" }) == 2);
    }

    public async Task DisposeAsync() => await _nodes.DisposeAsync();

    [Fact]
    public async Task Should_carry_out_commands_and_events_and_answer_queries()
    {
        var registry = ActorRegistry.For(_web);
        Assert.IsType<Status.Success>(await registry.Get<CommandBus>().Ask<object>(new AddOne(3), Nodes.Limit));
        Assert.Equal(3, await _counter.NextAsync());

        ActorBusCluster.For(_web).BusOf("counter", MessageKind.Command).Tell(new AddOne(4), ActorRefs.NoSender);
        Assert.Equal(4, await _counter.NextAsync());

        Assert.Equal(new Total(7, "first"), await registry.Get<QueryBus>().Ask<Total>(new GetTotal(), Nodes.Limit));
    }

    [Fact]
    public async Task Should_tell_the_failure_of_a_handler_and_that_there_is_none()
    {
        var commands = ActorRegistry.For(_web).Get<CommandBus>();

        var error = await Assert.ThrowsAsync<RemoteFailureException>(() => commands.Ask<object>(new NoSuchCommand(), Nodes.Limit));

        Assert.Contains("'counter.unknown'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_refuse_an_answer_whose_type_is_no_contract_here()
    {
        var stranger = await _nodes.StartAsync("web", akka => akka
            .WithActorBus("counter", bus => bus.UseInMemory(_nodes.Broker)).WithConsumerNode("counter"));
        var queries = ActorBusCluster.For(stranger).BusOf("counter", MessageKind.Query);

        await Assert.ThrowsAsync<MessageConversionException>(() => queries.Ask<object>(new GetTotal(), Nodes.Limit));
    }

    [MessageName("counter.unknown")]
    private sealed record NoSuchCommand;
}
