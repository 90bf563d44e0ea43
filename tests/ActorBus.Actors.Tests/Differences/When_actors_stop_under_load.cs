namespace ActorBus.Actors.Tests.Differences;

/// <summary>In Akka.NET 1.5 what a sender puts into a mailbox that is just being cleaned up is lost: neither processed nor a dead letter.</summary>
public sealed class When_actors_stop_under_load : ActorTest
{
    private const int Senders = 8;
    private const int Each = 2_500;
    private const int PerActor = 25;

    [Fact]
    public async Task Should_account_for_every_message()
    {
        var accounted = new Progress(Senders * Each);
        var counted = Sys.ActorOf(Props.Create(() => new Tally(accounted)));
        Sys.EventStream.Subscribe(counted, typeof(DeadLetter));
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < Each / PerActor; i++)
                SendAndStop(counted);
        })));
        await accounted.Done();
    }

    private void SendAndStop(IActorRef counted)
    {
        var actor = Sys.ActorOf(Props.Create(() => new Passing(counted)));
        for (var n = 0; n < PerActor; n++)
        {
            if (n == PerActor / 2)
                Sys.Stop(actor);
            actor.Tell(n, ActorRefs.NoSender);
        }
    }

    private sealed class Passing : ReceiveActor
    {
        public Passing(IActorRef to) => Receive<int>(message => to.Tell(message));
    }

    private sealed class Tally : ReceiveActor
    {
        public Tally(Progress progress) => ReceiveAny(_ => progress.Step());
    }
}
