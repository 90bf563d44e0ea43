using System.Runtime.CompilerServices;
using ActorBus.Brokers;
using ActorBus.Distribution;
using ActorBus.Distribution.Bridges;
using ActorBus.Distribution.Profiles;
using ActorBus.Distribution.Sending;
using ActorBus.InMemory;
using ActorBus.Pipeline;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBus.Tests.Distribution.Bridges;

public sealed class BridgeActorTests : TestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly BridgeStatus _status = new(ServiceMap.DefaultBroker, "billing", BridgeStatus.Publisher);

    [Fact]
    public async Task BrokerAway_KeepsNothingOfThoseWhoGaveUp()
    {
        await using var broker = new InMemoryBroker();
        await broker.Control.StopAsync("maintenance");
        var publisher = StartPublisher(broker);

        var left = GiveUpOn(publisher, 5_000);
        await publisher.Ask<ActorIdentity>(new Identify(1), Patience);

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.InRange(left.Count(request => request.IsAlive), 0, 1_000);
    }

    [Fact]
    public async Task BrokerAway_AFlushDoesNotWaitForThoseWhoGaveUp()
    {
        await using var broker = new InMemoryBroker();
        await broker.Control.StopAsync("maintenance");
        var publisher = StartPublisher(broker);
        GiveUpOn(publisher, 3);

        Assert.NotNull(await publisher.Ask<BridgeActor.Flushed>(BridgeActor.Flush.Instance, Patience));
    }

    [Fact]
    public async Task BrokerAway_WhoStillWaitsIsServedWhenItIsBack()
    {
        await using var broker = new InMemoryBroker();
        await broker.Control.StopAsync("maintenance");
        var publisher = StartPublisher(broker);
        GiveUpOn(publisher, 150);
        var patient = Enumerable.Range(0, 150).Select(_ => Request()).ToArray();
        foreach (var request in patient) publisher.Tell(request);
        GiveUpOn(publisher, 1_000);

        await broker.Control.StartAsync();

        var outcomes = await Task.WhenAll(patient.Select(request => request.Outcome)).WaitAsync(Patience);
        Assert.All(outcomes, outcome => Assert.Equal(PublishStatus.Returned, outcome.Status));
    }

    [Fact]
    public async Task MessageThatEndsItsConnection_IsNotSentAgainWithoutEnd_AndTheOthersAre()
    {
        await using var broker = new InMemoryBroker();
        var publisher = StartPublisher(new FragileBroker(broker));
        var others = Enumerable.Range(0, 20).Select(number => Request($"{number}")).ToArray();
        var fatal = Request(FragileBroker.Fatal);

        foreach (var request in others.Take(10).Append(fatal).Concat(others.Skip(10))) publisher.Tell(request);

        var outcome = await fatal.Outcome.WaitAsync(Patience);
        Assert.Equal(PublishStatus.Unknown, outcome.Status);
        Assert.Contains("FRAME_ERROR", outcome.Reason, StringComparison.Ordinal);
        var outcomes = await Task.WhenAll(others.Select(request => request.Outcome)).WaitAsync(Patience);
        Assert.All(outcomes, one => Assert.Equal(PublishStatus.Returned, one.Status));
        Assert.NotNull(await publisher.Ask<BridgeActor.Flushed>(BridgeActor.Flush.Instance, Patience));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] GiveUpOn(IActorRef publisher, int count) => [.. Enumerable.Range(0, count).Select(_ =>
    {
        var request = Request();
        publisher.Tell(request);
        request.Abandon();
        return new WeakReference(request);
    })];

    private static PublishRequest Request(string? id = null) => new(new OutgoingMessage("", "nobody", new BrokerMessage { Body = "x"u8.ToArray(), MessageId = id }));

    private IActorRef StartPublisher(IBroker broker)
    {
        var bridge = new BridgeContext("billing", "billing", broker, NullLogger.Instance, TimeProvider.System, new ActorTroubles(TimeProvider.System));
        var connection = Sys.ActorOf(Props.Create(() => new ConnectionActor(bridge, ConnectionPurpose.Publish, Groundwork.None)));
        var translator = new EnvelopeTranslator(WireProfiles.Create(new DistributionOptions { ServiceName = "billing" }), TimeProvider.System);
        var parts = new BridgeParts(bridge, connection, translator, _status);
        return Sys.ActorOf(Props.Create(() => new BridgeActor(parts)));
    }
}
