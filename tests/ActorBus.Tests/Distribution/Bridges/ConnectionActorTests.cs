using ActorBus.Brokers;
using ActorBus.Distribution.Bridges;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace ActorBus.Tests.Distribution.Bridges;

public sealed class ConnectionActorTests() : TestKit("""akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit" """)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ScriptedBroker _broker = new();

    [Fact]
    public async Task LostAtOnce_ManyTimes_WaitsBeforeItConnectsAgain()
    {
        var child = await StartAsync();
        for (var i = 0; i < 4; i++) await LoseNextAsync(TimeSpan.Zero);

        await child.Ask<ActorIdentity>(new Identify(1), Patience);
        Assert.Equal(4, _broker.Made);

        ((TestScheduler)Sys.Scheduler).Advance(TimeSpan.FromSeconds(1));
        await LoseNextAsync(TimeSpan.Zero);
        Assert.Equal(5, _broker.Made);
    }

    [Fact]
    public async Task LostAfterAWhile_ManyTimes_ConnectsAgainAtOnce()
    {
        await StartAsync();
        for (var i = 0; i < 10; i++) await LoseNextAsync(TimeSpan.FromSeconds(2));
    }

    private async Task<IActorRef> StartAsync()
    {
        var (broker, told) = (_broker, TestActor);
        var parent = Sys.ActorOf(Props.Create(() => new Parent(broker, told)));
        return await parent.Ask<IActorRef>("child", Patience);
    }

    private async Task LoseNextAsync(TimeSpan life)
    {
        var connection = await _broker.NextConnectionAsync();
        await ExpectMsgAsync<ConnectionActor.Opened>(Patience);
        ((TestScheduler)Sys.Scheduler).Advance(life);
        connection.Lose();
        await ExpectMsgAsync<ConnectionActor.Lost>(Patience);
    }

    private sealed class Parent : ReceiveActor
    {
        public Parent(IBroker broker, IActorRef told)
        {
            var child = Context.ActorOf(Props.Create(() => new ConnectionActor(broker, ConnectionPurpose.Publish, Groundwork.None)));
            Receive<string>(_ => Sender.Tell(child));
            ReceiveAny(told.Forward);
        }
    }
}
