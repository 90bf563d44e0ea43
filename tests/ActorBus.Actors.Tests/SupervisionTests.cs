namespace ActorBus.Actors.Tests;

public sealed class SupervisionTests : ActorTest
{
    [Fact]
    public async Task Resume_ChildFails_KeepsItsState()
    {
        var child = await Child(new OneForOneStrategy(_ => Directive.Resume));
        await Fail(child);
        Assert.Equal(2, await child.Ask<int>("count", Limit));
    }

    [Fact]
    public async Task Restart_ChildFails_LosesItsState()
    {
        var child = await Child(new OneForOneStrategy(_ => Directive.Restart));
        await Fail(child);
        Assert.Equal(1, await child.Ask<int>("count", Limit));
    }

    [Fact]
    public async Task Stop_ChildFails_Stops()
    {
        var child = await Child(SupervisorStrategy.StoppingStrategy);
        child.Tell(new InvalidOperationException("boom"));
        await Stopped(child);
    }

    [Fact]
    public async Task Escalate_ChildFails_SupervisorFailsInTurn()
    {
        var supervisor = Supervisor(new OneForOneStrategy(_ => Directive.Escalate));
        var child = await supervisor.Ask<IActorRef>("child", Limit);
        await Log.Expect("supervisor started");
        child.Tell(new InvalidOperationException("boom"));
        await Log.Expect("supervisor started");
        await Stopped(child);
    }

    [Fact]
    public async Task Decider_ExceptionTypes_FirstFitWins()
    {
        var child = await Child(new OneForOneStrategy(Decider.From(
            Directive.Stop,
            Directive.Resume.When<ArithmeticException>(),
            Directive.Restart.When<InvalidOperationException>())));
        Assert.Equal(1, await child.Ask<int>("count", Limit));
        child.Tell(new DivideByZeroException());
        Assert.Equal(2, await child.Ask<int>("count", Limit));
        child.Tell(new ObjectDisposedException("x"));
        Assert.Equal(1, await child.Ask<int>("count", Limit));
        child.Tell(new FormatException());
        await Stopped(child);
    }

    [Fact]
    public async Task MaxRetries_FailsOnceMore_Stops()
    {
        var child = await Child(new OneForOneStrategy(2, TimeSpan.FromMinutes(1), _ => Directive.Restart));
        for (var i = 0; i < 2; i++)
        {
            child.Tell(new InvalidOperationException());
            Assert.Equal(1, await child.Ask<int>("count", Limit));
        }

        child.Tell(new InvalidOperationException());
        await Stopped(child);
    }

    [Fact]
    public async Task AllForOne_OneFails_AllRestart()
    {
        var supervisor = Supervisor(new AllForOneStrategy(_ => Directive.Restart));
        var first = await supervisor.Ask<IActorRef>("child", Limit);
        var second = await supervisor.Ask<IActorRef>("child", Limit);
        Assert.Equal(1, await first.Ask<int>("count", Limit));
        Assert.Equal(1, await second.Ask<int>("count", Limit));
        first.Tell(new InvalidOperationException());
        Assert.Equal(1, await first.Ask<int>("count", Limit));
        Assert.Equal(1, await second.Ask<int>("count", Limit));
    }

    [Fact]
    public async Task PropsStrategy_GivenInProps_ReplacesTheClassesOwn()
    {
        var supervisor = Sys.ActorOf(Props.Create(() => new Boss(Log.Ref, SupervisorStrategy.StoppingStrategy))
            .WithSupervisorStrategy(new OneForOneStrategy(_ => Directive.Resume)));
        var child = await supervisor.Ask<IActorRef>("child", Limit);
        await Fail(child);
        Assert.Equal(2, await child.Ask<int>("count", Limit));
    }

    private async Task Fail(IActorRef child)
    {
        Assert.Equal(1, await child.Ask<int>("count", Limit));
        child.Tell(new InvalidOperationException("boom"));
    }

    private Task<IActorRef> Child(SupervisorStrategy strategy) => Supervisor(strategy).Ask<IActorRef>("child", Limit);

    private IActorRef Supervisor(SupervisorStrategy strategy) => Sys.ActorOf(Props.Create(() => new Boss(Log.Ref, strategy)));

    private sealed class Boss : ReceiveActor
    {
        private readonly IActorRef _log;
        private readonly SupervisorStrategy _strategy;

        public Boss(IActorRef log, SupervisorStrategy strategy)
        {
            _log = log;
            _strategy = strategy;
            Receive<string>(_ => Sender.Tell(Context.ActorOf(Props.Create(() => new Counter()))));
        }

        protected override void PreStart() => _log.Tell("supervisor started");

        protected override SupervisorStrategy SupervisorStrategy() => _strategy;
    }

    private sealed class Counter : ReceiveActor
    {
        private int _count;

        public Counter()
        {
            Receive<Exception>(failure => throw failure);
            Receive<string>(_ => Sender.Tell(++_count));
        }
    }
}
