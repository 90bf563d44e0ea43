namespace ActorBus.Actors.Tests;

public sealed class ReceiveActorTests : ActorTest
{
    [Fact]
    public async Task ReceiveAsync_FailsBeforeItsFirstAwait_RestartGetsTheMessage()
    {
        var actor = Sys.ActorOf(Props.Create(() => new FailingAtOnce(Log.Ref)));
        actor.Tell("first");
        await Log.Expect("first");
        actor.Tell("second");
        await Log.Expect("second");
    }

    [Fact]
    public async Task Receive_SeveralHandlersFit_FirstRegisteredWins()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Ordered(Log.Ref)));
        actor.Tell("long enough");
        actor.Tell("short");
        actor.Tell(7);
        actor.Tell(-7);
        actor.Tell(1.5);
        await Log.Expect("long", "string", "positive", "formattable", "formattable");
    }

    [Fact]
    public async Task Receive_BaseTypeRegisteredFirst_DerivedHandlerIsNeverReached()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Shadowing(Log.Ref)));
        actor.Tell(new Dog());
        await Log.Expect("animal");
    }

    [Fact]
    public async Task Become_Stacked_UnbecomeGoesBack()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Moody(Log.Ref)));
        foreach (var message in new[] { "x", "push", "x", "pop", "x", "replace", "x", "pop", "x" })
            actor.Tell(message);
        await Log.Expect("first", "second", "first", "third", "first");
    }

    [Fact]
    public async Task Receive_WhileProcessing_Fails()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Late()));
        var failure = await actor.Ask<Exception>("now", Limit);
        Assert.IsType<InvalidOperationException>(failure);
    }

    [Fact]
    public async Task ReceiveAsync_Awaiting_HoldsBackUserMessages()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Waiting(Log.Ref)));
        var gate = new TaskCompletionSource();
        actor.Tell(gate.Task);
        actor.Tell("after");
        await Log.Expect("begun");
        await Log.ExpectNothingBefore("marker");
        gate.SetResult();
        await Log.Expect("ended", "after");
    }

    [Fact]
    public async Task ReceiveAsync_Awaiting_StopGetsThrough()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Waiting(Log.Ref)));
        actor.Tell(new TaskCompletionSource().Task);
        await Log.Expect("begun");
        Sys.Stop(actor);
        await Stopped(actor);
    }

    [Fact]
    public async Task ReceiveAsync_AfterAwait_ContextIsTheActors()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Contextual()));
        var self = await actor.Ask<IActorRef>("who", Limit);
        Assert.Equal(actor, self);
    }

    [Fact]
    public async Task ReceiveAsync_Fails_IsSupervised()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Waiting(Log.Ref)));
        actor.Tell(Task.FromException(new InvalidOperationException("at once")));
        await Log.Expect("begun", "restarted");
        var gate = new TaskCompletionSource();
        actor.Tell(gate.Task);
        await Log.Expect("begun");
        gate.SetException(new InvalidOperationException("later"));
        await Log.Expect("restarted");
        actor.Tell("alive");
        await Log.Expect("alive");
    }

    [Fact]
    public async Task RunTask_ContinueWith_RunsInTheActor()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Continuing()));
        Assert.Equal("done", await actor.Ask<string>("go", Limit));
    }

    private sealed class Ordered : ReceiveActor
    {
        public Ordered(IActorRef log)
        {
            Receive<string>(text => text.Length > 5, _ => log.Tell("long"));
            Receive<string>(_ => log.Tell("string"));
            Receive<int>(number =>
            {
                if (number <= 0)
                    return false;
                log.Tell("positive");
                return true;
            });
            Receive<IFormattable>(_ => log.Tell("formattable"));
        }
    }

    private class Animal;

    private sealed class Dog : Animal;

    private sealed class Shadowing : ReceiveActor
    {
        public Shadowing(IActorRef log)
        {
            Receive<Animal>(_ => log.Tell("animal"));
            Receive<Dog>(_ => log.Tell("dog"));
        }
    }

    private sealed class Moody : ReceiveActor
    {
        private readonly IActorRef _log;

        public Moody(IActorRef log)
        {
            _log = log;
            Named("first");
        }

        private void Named(string name)
        {
            Receive<string>(text => text == "push", _ => BecomeStacked(() => Named("second")));
            Receive<string>(text => text == "replace", _ => Become(() => Named("third")));
            Receive<string>(text => text == "pop", _ => UnbecomeStacked());
            Receive<string>(_ => _log.Tell(name));
        }
    }

    private sealed class Late : ReceiveActor
    {
        public Late() => Receive<string>(_ =>
        {
            try
            {
                Receive<int>(_ => { });
            }
            catch (InvalidOperationException refused)
            {
                Sender.Tell(refused);
            }
        });
    }

    private sealed class Waiting : ReceiveActor
    {
        private readonly IActorRef _log;

        public Waiting(IActorRef log)
        {
            _log = log;
            ReceiveAsync<Task>(async task =>
            {
                log.Tell("begun");
                await task;
                log.Tell("ended");
            });
            Receive<string>(text => log.Tell(text));
        }

        protected override void PostRestart(Exception reason) => _log.Tell("restarted");
    }

    private sealed class Contextual : ReceiveActor
    {
        public Contextual() => ReceiveAsync<string>(async _ =>
        {
            var sender = Sender;
            await Task.Yield();
            await Task.Delay(1);
            Assert.Equal(sender, Sender);
            Sender.Tell(Context.Self);
        });
    }

    private sealed class Continuing : ReceiveActor
    {
        public Continuing() => Receive<string>(_ => RunTask(() => Task.Delay(1).ContinueWith(_ => Sender.Tell("done"))));
    }

    private sealed class FailingAtOnce : ReceiveActor
    {
        private readonly IActorRef _log;

        public FailingAtOnce(IActorRef log)
        {
            _log = log;
            ReceiveAsync<string>(message => Task.FromException(new InvalidOperationException(message)));
        }

        protected override void PreRestart(Exception reason, object? message) => _log.Tell(message ?? "nothing");
    }
}
