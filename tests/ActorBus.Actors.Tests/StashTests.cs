namespace ActorBus.Actors.Tests;

public sealed class StashTests : ActorTest
{
    [Fact]
    public async Task UnstashAll_SeveralStashed_ComeInOrderBeforeTheRest()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Closed(Log.Ref)));
        foreach (var message in new[] { "a", "b", "open", "c" })
            actor.Tell(message);
        await Log.Expect("a", "b", "c");
    }

    [Fact]
    public async Task Restart_Stashed_IsHandedBack()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Closed(Log.Ref)));
        foreach (var message in new[] { "a", "fail", "open" })
            actor.Tell(message);
        await Log.Expect("a");
    }

    [Fact]
    public async Task Stop_Stashed_BecomesDeadLetter()
    {
        var dead = Events<DeadLetter>();
        var actor = Sys.ActorOf(Props.Create(() => new Closed(Log.Ref)));
        actor.Tell("a");
        actor.Tell(PoisonPill.Instance);
        Assert.Equal("a", (await dead.Next<DeadLetter>()).Message);
    }

    [Fact]
    public async Task Stash_Full_Fails()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Closed(Log.Ref)).WithStashCapacity(2));
        actor.Tell("a");
        actor.Tell("b");
        Assert.IsType<StashOverflowException>(await actor.Ask<Exception>("try", Limit));
    }

    [Fact]
    public async Task Stash_SameMessageTwice_Fails()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Closed(Log.Ref)));
        Assert.IsType<IllegalActorStateException>(await actor.Ask<Exception>("twice", Limit));
    }

    private sealed class Closed : ReceiveActor, IWithStash
    {
        private readonly IActorRef _log;

        public Closed(IActorRef log)
        {
            _log = log;
            Receive<string>(text => text == "fail", _ => throw new InvalidOperationException());
            Receive<string>(text => text == "twice", _ => Report(() => { Stash.Stash(); Stash.Stash(); }));
            Receive<string>(text => text == "try", _ => Report(() => Stash.Stash()));
            Receive<string>(text => text == "open", _ =>
            {
                Become(Open);
                Stash.UnstashAll();
            });
            Receive<string>(_ => Stash.Stash());
        }

        public IStash Stash { get; set; } = null!;

        private void Open() => Receive<string>(text => _log.Tell(text));

        private void Report(Action action)
        {
            try
            {
                action();
            }
            catch (AkkaException refused)
            {
                Sender.Tell(refused);
            }
        }
    }
}
