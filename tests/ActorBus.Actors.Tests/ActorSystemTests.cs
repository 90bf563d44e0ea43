namespace ActorBus.Actors.Tests;

public sealed class ActorSystemTests : ActorTest
{
    [Fact]
    public void ActorOf_NameTaken_Throws()
    {
        Sys.ActorOf(Props.Empty, "twin");
        Assert.Throws<InvalidActorNameException>(() => Sys.ActorOf(Props.Empty, "twin"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("$a")]
    [InlineData("ö")]
    public void ActorOf_NameNotAllowed_Throws(string name) =>
        Assert.Throws<InvalidActorNameException>(() => Sys.ActorOf(Props.Empty, name));

    [Fact]
    public async Task ActorOf_NameOfAStoppedActor_IsFreeAgain()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Replacing()));
        var first = await parent.Ask<IActorRef>("make", Limit);
        var second = await parent.Ask<IActorRef>("replace", Limit);
        Assert.Equal(first.Path, second.Path);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Terminate_Actors_StopChildrenFirst()
    {
        Sys.ActorOf(Props.Create(() => new Nested(3)));
        await Sys.Terminate().WaitAsync(Limit);
        Assert.True(Sys.WhenTerminated.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task RegisterOnTermination_SystemEnds_IsCalled()
    {
        var called = new TaskCompletionSource();
        Sys.RegisterOnTermination(called.SetResult);
        await Sys.Terminate().WaitAsync(Limit);
        await called.Task.WaitAsync(Limit);
    }

    [Fact]
    public async Task GuardianEscalates_ActorFails_SystemTerminates()
    {
        var config = ConfigurationFactory.ParseString(
            $"akka.stdout-loglevel = OFF, akka.loglevel = OFF, akka.actor.guardian-supervisor-strategy = \"{typeof(Escalating).AssemblyQualifiedName}\"");
        var system = ActorSystem.Create("escalating", config);
        system.ActorOf(Props.Create(() => new Nested(0))).Tell(Kill.Instance);
        await system.WhenTerminated.WaitAsync(Limit);
    }

    [Fact]
    public async Task IgnoreRef_Watched_NeverStops()
    {
        var watcher = Sys.ActorOf(Props.Create(() => new Watching(Log.Ref)));
        watcher.Tell(Sys.IgnoreRef);
        await Log.Expect("watched", "unwatched");
        await Log.ExpectNothingBefore("marker");
    }

    [Fact]
    public void GetExtension_Twice_GivesTheSame()
    {
        var extension = new CounterId().Apply(Sys);
        Assert.Same(extension, new CounterId().Get(Sys));
        Assert.Same(extension, Sys.GetExtension<Counter>());
    }

    private sealed class Counter : IExtension;

    private sealed class CounterId : ExtensionIdProvider<Counter>
    {
        public override Counter CreateExtension(ExtendedActorSystem system) => new();
    }

    public sealed class Escalating : SupervisorStrategyConfigurator
    {
        public override SupervisorStrategy Create() => new OneForOneStrategy(_ => Directive.Escalate);
    }

    private sealed class Watching : ReceiveActor
    {
        public Watching(IActorRef log)
        {
            Receive<Terminated>(stopped => log.Tell(stopped));
            Receive<IActorRef>(subject =>
            {
                Context.Watch(subject);
                log.Tell("watched");
                Context.Unwatch(subject);
                log.Tell("unwatched");
            });
        }
    }

    private sealed class Nested : ReceiveActor
    {
        public Nested(int depth)
        {
            if (depth > 0)
                Context.ActorOf(Props.Create(() => new Nested(depth - 1)));
        }
    }

    private sealed class Replacing : ReceiveActor
    {
        private IActorRef? _asker;

        public Replacing()
        {
            Receive<string>(text => text == "make", _ => Sender.Tell(Context.Watch(Context.ActorOf(Props.Empty, "child"))));
            Receive<string>(_ =>
            {
                _asker = Sender;
                Context.Stop(Context.Child("child"));
            });
            Receive<Terminated>(_ => _asker!.Tell(Context.ActorOf(Props.Empty, "child")));
        }
    }
}
