using System.Runtime.Serialization;
using ActorBus.Clustering.Members;
using ActorBus.Clustering.Serialization;
using ActorBus.Messages;
using Akka.Actor;
using Akka.Serialization;

namespace ActorBus.Clustering.Tests.Serialization;

public sealed class InternalSerializerTests : IAsyncLifetime
{
    private readonly ActorSystem _system = ActorSystem.Create("serialization");

    private InternalSerializer Serializer => new((ExtendedActorSystem)_system);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _system.Terminate();

    [Fact]
    public void ToBinary_OfAMessageForABus_IsReadAsItWas()
    {
        var message = new ForwardedMessage(MessageKind.Query, "counter.total", "application/json", [1, 2, 3]);

        var read = Assert.IsType<ForwardedMessage>(Round(message));

        Assert.Equal((message.Kind, message.Name, message.MediaType), (read.Kind, read.Name, read.MediaType));
        Assert.Equal(message.Body, read.Body);
    }

    [Fact]
    public void ToBinary_OfAnAnswer_IsReadAsItWas()
    {
        Assert.Equal(new ForwardedAnswer("no", null, null, null), Round(new ForwardedAnswer("no", null, null, null)));
        Assert.Equal([9], Assert.IsType<ForwardedAnswer>(Round(new ForwardedAnswer(null, "int", "application/json", [9]))).Body);
    }

    [Fact]
    public void ToBinary_OfWhatANodeRuns_IsReadAsItWas()
    {
        var report = new NodeReport([new ServiceReport("orders", true, false, ["orders", "other"], ["a", "b"]), new ServiceReport("x", false, true, [], [])]);

        var read = Assert.IsType<NodeReport>(Round(report));

        Assert.Equal(report.Services.Select(one => one.ToDescription().ToString()), read.Services.Select(one => one.ToDescription().ToString()));
        Assert.Equal(new WhatRuns(), Round(WhatRuns.Instance));
    }

    [Fact]
    public void FromBinary_OfAForeignType_IsRefused()
    {
        var foreign = new HyperionSerializer((ExtendedActorSystem)_system).ToBinary(new Foreign { Text = "x" });

        Assert.Throws<SerializationException>(() => Serializer.FromBinary(foreign, typeof(object)));
    }

    [Fact]
    public void FromBinary_OfAForeignTypeInsideAKnownOne_IsRefused()
    {
        // What another program might write: a list of known things, with something else in it.
        var foreign = new HyperionSerializer((ExtendedActorSystem)_system).ToBinary(new object[] { WhatRuns.Instance, new Foreign { Text = "x" } });

        Assert.Throws<SerializationException>(() => Serializer.FromBinary(foreign, typeof(object)));
    }

    [Fact]
    public void ToBinary_OfAForeignType_IsRefused() => Assert.ThrowsAny<Exception>(() => Serializer.ToBinary(new Foreign { Text = "x" }));

    private object Round(object message) => Serializer.FromBinary(Serializer.ToBinary(message), typeof(object));

    private sealed class Foreign
    {
        public string Text { get; init; } = "";
    }
}
