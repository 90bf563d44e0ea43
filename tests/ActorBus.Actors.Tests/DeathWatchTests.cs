namespace ActorBus.Actors.Tests;

public sealed class DeathWatchTests : ActorTest
{
    [Fact]
    public async Task Watch_ActorStops_TerminatedComesOnce()
    {
        var subject = Sys.ActorOf(Props.Create(() => new Subject()));
        var watcher = Sys.ActorOf(Props.Create(() => new Watcher(Log.Ref)));
        watcher.Tell(new Watch(subject));
        watcher.Tell(new Watch(subject));
        await watcher.Ask<string>("sync", Limit);
        subject.Tell(PoisonPill.Instance);
        await Log.Expect(new Gone(subject));
        await watcher.Ask<string>("sync", Limit);
        await Log.ExpectNothingBefore("marker");
    }

    [Fact]
    public async Task Watch_ActorIsDead_TerminatedComes()
    {
        var subject = Sys.ActorOf(Props.Create(() => new Subject()));
        subject.Tell(PoisonPill.Instance);
        await Stopped(subject);
        var watcher = Sys.ActorOf(Props.Create(() => new Watcher(Log.Ref)));
        watcher.Tell(new Watch(subject));
        await Log.Expect(new Gone(subject));
    }

    [Fact]
    public async Task Terminated_MessagesOfTheActorBefore_ComeFirst()
    {
        var watcher = Sys.ActorOf(Props.Create(() => new Watcher(Log.Ref)));
        var subject = Sys.ActorOf(Props.Create(() => new Subject()));
        watcher.Tell(new Watch(subject));
        await watcher.Ask<string>("sync", Limit);
        for (var i = 0; i < 100; i++)
            subject.Tell(watcher);
        subject.Tell(PoisonPill.Instance);
        for (var i = 0; i < 100; i++)
            Assert.Equal("from subject", await Log.Next());
        await Log.Expect(new Gone(subject));
    }

    [Fact]
    public async Task Unwatch_ActorStops_NothingComes()
    {
        var subject = Sys.ActorOf(Props.Create(() => new Subject()));
        var watcher = Sys.ActorOf(Props.Create(() => new Watcher(Log.Ref)));
        watcher.Tell(new Watch(subject));
        watcher.Tell(new Unwatch(subject));
        await watcher.Ask<string>("sync", Limit);
        subject.Tell(PoisonPill.Instance);
        await Stopped(subject);
        await watcher.Ask<string>("sync", Limit);
        await Log.ExpectNothingBefore("marker");
    }

    [Fact]
    public async Task WatchWith_ActorStops_OwnMessageComes()
    {
        var subject = Sys.ActorOf(Props.Create(() => new Subject()));
        var watcher = Sys.ActorOf(Props.Create(() => new Watcher(Log.Ref)));
        watcher.Tell(new Watch(subject, "gone"));
        subject.Tell(PoisonPill.Instance);
        await Log.Expect("gone");
    }

    [Fact]
    public async Task Terminated_Unhandled_BreaksTheDeathPact()
    {
        var subject = Sys.ActorOf(Props.Create(() => new Subject()));
        var pact = Sys.ActorOf(Props.Create(() => new Pact(subject)));
        await pact.Ask<ActorIdentity>(new Identify(1), Limit);
        subject.Tell(PoisonPill.Instance);
        await Stopped(pact);
    }

    private sealed record Watch(IActorRef Actor, object? With = null);

    private sealed record Unwatch(IActorRef Actor);

    /// <summary>A Terminated told to somebody who does not watch would be dropped.</summary>
    private sealed record Gone(IActorRef Actor);

    private sealed class Subject : ReceiveActor
    {
        public Subject() => Receive<IActorRef>(to => to.Tell("from subject"));
    }

    private sealed class Watcher : ReceiveActor
    {
        public Watcher(IActorRef log)
        {
            Receive<Watch>(watch =>
            {
                if (watch.With is null)
                    Context.Watch(watch.Actor);
                else
                    Context.WatchWith(watch.Actor, watch.With);
            });
            Receive<Unwatch>(unwatch => Context.Unwatch(unwatch.Actor));
            Receive<string>(text => text == "sync", text => Sender.Tell(text));
            Receive<Terminated>(terminated => log.Tell(new Gone(terminated.ActorRef)));
            ReceiveAny(message => log.Tell(message));
        }
    }

    private sealed class Pact : ReceiveActor
    {
        public Pact(IActorRef subject) => Context.Watch(subject);
    }
}
