namespace ActorBus.Actors.Tests;

public sealed class ActorBaseTests : ActorTest
{
    [Fact]
    public async Task Hooks_ActorRestarts_AreCalledInOrder()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Hooked(Log.Ref, 0)));
        await Log.Expect("prestart");
        actor.Tell("fail");
        await Log.Expect("prerestart:fail", "poststop", "postrestart", "prestart");
        actor.Tell("hello");
        await Log.Expect("hello");
        Sys.Stop(actor);
        await Log.Expect("poststop");
    }

    [Fact]
    public async Task Restart_WithChildren_WaitsUntilTheyHaveStopped()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Hooked(Log.Ref, 2)));
        await Log.Expect("prestart", "child started", "child started");
        parent.Tell("fail");
        await Log.Expect("prerestart:fail", "poststop", "child stopped", "child stopped", "postrestart", "prestart", "child started", "child started");
    }

    [Fact]
    public async Task Restart_MessagesInMailbox_ArriveAfterwards()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Hooked(Log.Ref, 0)));
        await Log.Expect("prestart");
        foreach (var message in new[] { "a", "fail", "b", "c" })
            actor.Tell(message);
        await Log.Expect("a", "prerestart:fail", "poststop", "postrestart", "prestart", "b", "c");
    }

    [Fact]
    public async Task Stop_MessagesInMailbox_BecomeDeadLetters()
    {
        var dead = Events<DeadLetter>();
        var actor = Sys.ActorOf(Props.Create(() => new Hooked(Log.Ref, 0)));
        await Log.Expect("prestart");
        var gate = new TaskCompletionSource();
        actor.Tell(gate.Task);
        actor.Tell("never");
        await Log.Expect("blocked");
        Sys.Stop(actor);
        // In Akka.NET it is the guardian that tells the actor.
        await Sys.ActorSelection("/user").Ask<ActorIdentity>(new Identify(1), Limit);
        gate.SetResult();
        var letter = await dead.Next<DeadLetter>();
        Assert.Equal("never", letter.Message);
        Assert.Equal(actor, letter.Recipient);
    }

    [Fact]
    public async Task PoisonPill_MessagesBefore_AreProcessed()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Hooked(Log.Ref, 0)));
        actor.Tell("a");
        actor.Tell(PoisonPill.Instance);
        await Log.Expect("prestart", "a", "poststop");
        await Stopped(actor);
    }

    [Fact]
    public async Task Kill_DefaultStrategy_Stops()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Hooked(Log.Ref, 0)));
        actor.Tell(Kill.Instance);
        await Log.Expect("prestart", "poststop");
        await Stopped(actor);
    }

    [Fact]
    public async Task Constructor_OutsideOfProps_Throws()
    {
        // A thread of its own: a pool thread may still carry the actor of another test's kit.
        var creating = Task.Factory.StartNew(() => new Hooked(Log.Ref, 0), default, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        await Assert.ThrowsAsync<ActorInitializationException>(() => creating);
    }

    [Fact]
    public async Task Unhandled_UnknownMessage_IsPublished()
    {
        var unhandled = Events<UnhandledMessage>();
        var actor = Sys.ActorOf(Props.Create(() => new Hooked(Log.Ref, 0)));
        actor.Tell(42);
        Assert.Equal(42, (await unhandled.Next<UnhandledMessage>()).Message);
    }

    [Fact]
    public async Task Constructor_Throws_ActorStops()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Unborn()));
        await Stopped(actor);
    }

    private sealed class Unborn : ReceiveActor
    {
        public Unborn() => throw new InvalidOperationException("not today");
    }

    private sealed class Hooked : ReceiveActor
    {
        private readonly IActorRef _log;
        private readonly int _children;

        public Hooked(IActorRef log, int children)
        {
            _log = log;
            _children = children;
            Receive<Task>(task =>
            {
                log.Tell("blocked");
                task.Wait();
            });
            Receive<string>(text => text == "fail", _ => throw new InvalidOperationException("asked to"));
            Receive<string>(text => log.Tell(text));
        }

        protected override void PreStart()
        {
            _log.Tell("prestart");
            for (var i = 0; i < _children; i++)
                Context.ActorOf(Props.Create(() => new Child(_log)));
        }

        protected override void PostStop() => _log.Tell("poststop");

        protected override void PreRestart(Exception reason, object? message)
        {
            _log.Tell("prerestart:" + message);
            base.PreRestart(reason, message);
        }

        protected override void PostRestart(Exception reason)
        {
            _log.Tell("postrestart");
            base.PostRestart(reason);
        }
    }

    private sealed class Child(IActorRef log) : UntypedActor
    {
        protected override void PreStart() => log.Tell("child started");

        protected override void PostStop() => log.Tell("child stopped");

        protected override void OnReceive(object message)
        {
        }
    }
}
