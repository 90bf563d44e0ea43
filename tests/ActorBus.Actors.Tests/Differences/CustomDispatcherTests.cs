namespace ActorBus.Actors.Tests.Differences;

/// <summary>Dispatchers of one's own, named by configuration. Akka.NET's have more to do with cells and mailboxes.</summary>
public sealed class CustomDispatcherTests() : ActorTest($$"""
    own { type = "{{typeof(Configurator).AssemblyQualifiedName}}", throughput = 7, name-of-threads = own-thread }
    alias = own
    wrong { type = "{{typeof(CustomDispatcherTests).AssemblyQualifiedName}}" }
    """)
{
    [Fact]
    public async Task Actor_OnIt_RunsWhereItSays()
    {
        var dispatcher = Assert.IsType<Own>(Sys.Dispatchers.Lookup("own"));
        Assert.Same(dispatcher, Sys.Dispatchers.Lookup("alias"));
        Assert.Equal(("own", 7), (dispatcher.Id, dispatcher.Throughput));

        var actor = Sys.ActorOf(Props.Create(() => new Where()).WithDispatcher("own"));
        for (var i = 0; i < 20; i++)
            Assert.Equal("own-thread", await actor.Ask<string>("where", Limit));
    }

    [Fact]
    public async Task Terminate_System_ShutsItDown()
    {
        var system = ActorSystem.Create("other", Sys.Settings.Config);
        var dispatcher = Assert.IsType<Own>(system.Dispatchers.Lookup("own"));
        await system.Terminate().WaitAsync(Limit);
        await dispatcher.Ended.Task.WaitAsync(Limit);
    }

    [Fact]
    public void RegisterConfigurator_NewId_IsLookedUp()
    {
        var configurator = new Configurator(Sys.Settings.Config.GetConfig("own")!, Sys.Dispatchers.Prerequisites);
        Assert.True(Sys.Dispatchers.RegisterConfigurator("registered", configurator));
        Assert.False(Sys.Dispatchers.RegisterConfigurator("registered", configurator));
        Assert.True(Sys.Dispatchers.HasDispatcher("registered"));
        Assert.Same(configurator.Dispatcher(), Sys.Dispatchers.Lookup("registered"));
    }

    [Fact]
    public void Lookup_TypeThatIsNoConfigurator_IsRefused() =>
        Assert.Throws<ConfigurationException>(() => Sys.Dispatchers.Lookup("wrong"));

    private sealed class Configurator : MessageDispatcherConfigurator
    {
        private readonly Own _dispatcher;

        public Configurator(Config config, IDispatcherPrerequisites prerequisites)
            : base(config, prerequisites) => _dispatcher = new Own(this);

        public override MessageDispatcher Dispatcher() => _dispatcher;
    }

    private sealed class Own(MessageDispatcherConfigurator configurator) : MessageDispatcher(configurator)
    {
        private readonly string? _name = configurator.Config.GetString("name-of-threads");

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override void ExecuteTask(IRunnable run) => new Thread(run.Run) { Name = _name, IsBackground = true }.UnsafeStart();

        protected override void Shutdown() => Ended.TrySetResult();
    }

    private sealed class Where : ReceiveActor
    {
        public Where() => Receive<string>(_ => Sender.Tell(Thread.CurrentThread.Name ?? ""));
    }
}
