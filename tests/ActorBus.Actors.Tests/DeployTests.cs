namespace ActorBus.Actors.Tests;

public sealed class DeployTests() : ActorTest("""
    other { type = PinnedDispatcher }
    stashing { type = Dispatcher, mailbox-type = "Akka.Dispatch.UnboundedDequeBasedMailbox, Akka", stash-capacity = 3 }
    alias = stashing
    small { mailbox-type = "Akka.Dispatch.UnboundedMailbox, Akka", stash-capacity = 7 }
    """)
{
    [Fact]
    public void Props_GivenNothing_HaveTheDefaults()
    {
        var props = Props.Create(() => new Named());
        Assert.Equal("akka.actor.default-dispatcher", props.Dispatcher);
        Assert.Equal("", props.Deploy.Dispatcher);
        Assert.Equal(-1, props.Deploy.StashCapacity);
        Assert.Same(NoRouter.Instance, props.RouterConfig);
        Assert.Null(Props.None);
    }

    [Fact]
    public void WithDeploy_LeavesOpen_KeepsWhatThePropsHave()
    {
        var props = Props.Create(() => new Named()).WithDispatcher("other").WithRouter(new RoundRobinPool(3))
            .WithDeploy(Deploy.Local.WithMailbox("small").WithStashCapacity(2));
        Assert.Equal("other", props.Dispatcher);
        Assert.Equal("small", props.Mailbox);
        Assert.Equal(2, props.Deploy.StashCapacity);
        Assert.IsType<LocalScope>(props.Deploy.Scope);
        Assert.Equal(new RoundRobinPool(3), props.RouterConfig);
    }

    [Fact]
    public void WithFallback_Gap_IsFilled()
    {
        var code = new Deploy(new RoundRobinPool(2)).WithDispatcher("code").WithMailbox("code");
        var merged = new Deploy("", ConfigurationFactory.Empty, NoRouter.Instance, Deploy.NoScopeGiven, "config").WithFallback(code);
        Assert.Equal("config", merged.Dispatcher);
        Assert.Equal("code", merged.Mailbox);
        Assert.Equal(new RoundRobinPool(2), merged.RouterConfig);
        Assert.Equal(Deploy.None, new Deploy());
        Assert.NotEqual(Deploy.None, Deploy.Local);
    }

    [Fact]
    public async Task Deployed_Dispatcher_RunsTheActor()
    {
        var props = new Props(Deploy.None.WithDispatcher("other"), typeof(Named), []);
        Assert.Equal("other", await Sys.ActorOf(props).Ask<string>("dispatcher", Limit));
    }

    [Theory]
    [InlineData("stashing")]
    [InlineData("alias")]
    public async Task StashCapacity_OfTheDispatcher_Counts(string dispatcher)
    {
        var actor = Sys.ActorOf(Props.Create(() => new Stashing()).WithDispatcher(dispatcher));
        Assert.Equal(3, await actor.Ask<int>("capacity", Limit));
        Assert.Equal(4, await Sys.ActorOf(Props.Create(() => new Stashing()).WithDispatcher(dispatcher).WithStashCapacity(4)).Ask<int>("capacity", Limit));
    }

    [Fact]
    public void Create_NoType_IsRefused() => Assert.Throws<ArgumentNullException>(() => new Props(null!));

    [Fact]
    public async Task Constructor_Strategy_Supervises()
    {
        var parent = Sys.ActorOf(new Props(typeof(Parent), new OneForOneStrategy(_ => Directive.Stop), [Props.Create(() => new Named())]));
        var child = await parent.Ask<IActorRef>("child", Limit);
        child.Tell("fail");
        await Stopped(child);
    }

    [Fact]
    public async Task CreateBy_Producer_MakesTheActor()
    {
        var actor = Sys.ActorOf(Props.CreateBy(new Producer("made")));
        Assert.Equal("made", await actor.Ask<string>("name", Limit));
    }

    private sealed class Named : UntypedActor
    {
        private readonly string _name;

        public Named()
            : this("")
        {
        }

        public Named(string name) => _name = name;

        protected override void OnReceive(object message)
        {
            if (message is "fail")
                throw new InvalidOperationException("as told");
            Sender.Tell(message is "dispatcher" ? Context.Dispatcher.Id : _name);
        }
    }

    private sealed class Stashing : UntypedActor, IWithStash
    {
        public IStash Stash { get; set; } = null!;

        protected override void OnReceive(object message) => Sender.Tell(Stash.Capacity);
    }

    private sealed class Parent(Props child) : UntypedActor
    {
        private readonly IActorRef _child = Context.ActorOf(child);

        protected override void OnReceive(object message) => Sender.Tell(_child);
    }

    private sealed class Producer(string name) : IIndirectActorProducer
    {
        public Type ActorType => typeof(Named);

        public ActorBase Produce() => new Named(name);

        public void Release(ActorBase actor)
        {
        }
    }
}
