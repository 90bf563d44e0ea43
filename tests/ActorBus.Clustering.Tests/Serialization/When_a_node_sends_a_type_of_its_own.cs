using ActorBus.InMemory;
using System.Threading.Channels;
using ActorBus.Clustering.Tests.Support;
using Akka.Actor;
using Akka.Hosting;

namespace ActorBus.Clustering.Tests.Serialization;

public sealed class When_a_node_sends_a_type_of_its_own : IAsyncLifetime
{
    private readonly Nodes _nodes = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _nodes.DisposeAsync();

    [Theory]
    [InlineData("", "what comes after it")]
    [InlineData("""akka.actor.serializers.json = "Akka.Serialization.NewtonSoftJsonSerializer, Akka" """, "Foreign { Text = x }")]
    public async Task Should_refuse_it_unless_the_application_says_otherwise(string hocon, string first)
    {
        var arrived = Channel.CreateUnbounded<string>();
        var node = await _nodes.StartAsync("actorbus-consumer", akka => akka
            .AddHocon(hocon, HoconAddMode.Prepend)
            .WithActorBus("counter", bus => bus.UseInMemory(_nodes.Broker)));
        node.ActorOf(Props.Create(() => new Sink(arrived.Writer)), "sink");
        var address = global::Akka.Cluster.Cluster.Get(node).SelfAddress;

        // An ordinary Akka.NET node: it writes the type into the message.
        var stranger = await _nodes.StartAsync("web", _ => { });
        var sink = await stranger.ActorSelection($"{address}/user/sink").ResolveOne(Nodes.Limit);
        sink.Tell(new Foreign("x"), ActorRefs.NoSender);
        sink.Tell("what comes after it", ActorRefs.NoSender);

        Assert.Equal(first, await arrived.Reader.ReadAsync().AsTask().WaitAsync(Nodes.Limit));
    }

    private sealed record Foreign(string Text);

    private sealed class Sink : ReceiveActor
    {
        public Sink(ChannelWriter<string> arrived) => ReceiveAny(message => arrived.TryWrite(message.ToString()!));
    }
}
