namespace ActorBus.Actors.Tests.Dispatch;

public sealed class DispatcherTests() : ActorTest("""
    alias = own
    circle-1 = circle-2
    circle-2 = circle-1
    pinned { type = PinnedDispatcher }
    akka.actor.deployment { /pool { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher { type = PinnedDispatcher } } }
    own { type = ForkJoinDispatcher, throughput = 10, shutdown-timeout = 20ms, dedicated-thread-pool { thread-count = 2, threadtype = background } }
    """)
{
    [Fact]
    public async Task Pinned_SeveralMessages_RunOnOneThread()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Where()).WithDispatcher("pinned"));
        var first = await actor.Ask<int>("where", Limit);
        for (var i = 0; i < 20; i++)
            Assert.Equal(first, await actor.Ask<int>("where", Limit));
    }

    [Fact]
    public async Task Pinned_Stopped_LeavesMessagesToTheDeadLetters()
    {
        var dead = Events<DeadLetter>();
        var actor = Sys.ActorOf(Props.Create(() => new Where()).WithDispatcher("pinned"));
        Sys.Stop(actor);
        await Stopped(actor);
        actor.Tell("late");
        Assert.Equal("late", (await dead.Next<DeadLetter>()).Message);
    }

    [Fact]
    public async Task ForkJoin_Messages_AreProcessed()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Where()).WithDispatcher("own"));
        Assert.NotEqual(0, await actor.Ask<int>("where", Limit));
    }

    [Fact]
    public async Task ForkJoin_LastActorStopped_EndsItsThreads()
    {
        var one = Sys.ActorOf(Props.Create(() => new Where()).WithDispatcher("own"));
        var other = Sys.ActorOf(Props.Create(() => new Where()).WithDispatcher("own"));
        var thread = await one.Ask<Thread>("thread", Limit);
        Sys.Stop(one);
        await Stopped(one);
        Assert.True((await other.Ask<Thread>("thread", Limit)).IsAlive);
        Sys.Stop(other);
        await Stopped(other);
        Assert.True(thread.Join(Limit));

        var next = Sys.ActorOf(Props.Create(() => new Where()).WithDispatcher("own"));
        Assert.NotEqual(0, await next.Ask<int>("where", Limit));
    }

    [Fact]
    public async Task Lookup_Alias_IsTheDispatcherItNames()
    {
        Assert.Same(Sys.Dispatchers.Lookup("own"), Sys.Dispatchers.Lookup("alias"));
        var actor = Sys.ActorOf(Props.Create(() => new Where()).WithDispatcher("alias"));
        Assert.NotEqual(0, await actor.Ask<int>("where", Limit));
        Assert.Throws<ConfigurationException>(() => Sys.Dispatchers.Lookup("circle-1"));
    }

    [Fact]
    public void Lookup_Pinned_IsAnotherOneEachTime()
    {
        Assert.NotSame(Sys.Dispatchers.Lookup("pinned"), Sys.Dispatchers.Lookup("pinned"));
        Assert.Same(Sys.Dispatchers.Lookup("own"), Sys.Dispatchers.Lookup("own"));
    }

    [Fact]
    public async Task PoolDispatcher_Configured_RunsTheRouteesOfThePool()
    {
        var pool = Sys.ActorOf(Props.Create(() => new Where()).WithRouter(FromConfig.Instance), "pool");
        var one = await pool.Ask<int>("where", Limit);
        var other = await pool.Ask<int>("where", Limit);
        Assert.NotEqual(one, other);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(one, await pool.Ask<int>("where", Limit));
            Assert.Equal(other, await pool.Ask<int>("where", Limit));
        }
    }

    [Fact]
    public async Task Synchronized_Actor_RunsInTheContextOfItsCreator()
    {
        var before = SynchronizationContext.Current;
        var context = new Posting();
        SynchronizationContext.SetSynchronizationContext(context);
        var actor = Sys.ActorOf(Props.Create(() => new Where()).WithDispatcher("akka.actor.synchronized-dispatcher"));
        SynchronizationContext.SetSynchronizationContext(before);

        Assert.NotEqual(0, await actor.Ask<int>("where", Limit));
        Assert.NotEqual(0, context.Posts);
    }

    [Fact]
    public async Task Blocked_ActorBehindIt_StillRuns()
    {
        var gate = new TaskCompletionSource();
        var second = Sys.ActorOf(Props.Create(() => new Where()));
        var blocked = Sys.ActorOf(Props.Create(() => new Blocking(second, gate)));
        blocked.Tell("go");
        await gate.Task.WaitAsync(Limit);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(1_000)]
    public async Task Blocked_AfterItAnsweredMany_AllOfThemGoOn(int many)
    {
        var goneOn = new CountdownEvent(many);
        var answering = Sys.ActorOf(Props.Create(() => new AnsweringTogether(many, goneOn)));
        await Task.WhenAll(Enumerable.Range(0, many).Select(async number =>
        {
            Assert.Equal(number, await answering.Ask<int>(number, Limit));
            goneOn.Signal();
        }));
        Assert.True(await answering.Ask<bool>("waited", Limit));
    }

    private sealed class Posting : SynchronizationContext
    {
        private int _posts;

        public int Posts => Volatile.Read(ref _posts);

        public override void Post(SendOrPostCallback d, object? state)
        {
            Interlocked.Increment(ref _posts);
            ThreadPool.QueueUserWorkItem(_ => d(state));
        }
    }

    private sealed class Where : ReceiveActor
    {
        public Where()
        {
            Receive<string>(what => what == "thread", _ => Sender.Tell(Thread.CurrentThread));
            Receive<string>(_ => Sender.Tell(Environment.CurrentManagedThreadId));
            Receive<TaskCompletionSource>(gate => gate.SetResult());
        }
    }

    private sealed class Blocking : ReceiveActor
    {
        public Blocking(IActorRef next, TaskCompletionSource gate) => Receive<string>(_ =>
        {
            next.Tell(gate);
            gate.Task.Wait();
        });
    }

    /// <summary>Answers when it has so many questions, and then blocks until everybody who asked went on.</summary>
    private sealed class AnsweringTogether : ReceiveActor
    {
        private readonly Dictionary<int, IActorRef> _askers = [];

        public AnsweringTogether(int many, CountdownEvent goneOn)
        {
            var waited = false;
            Receive<string>(_ => Sender.Tell(waited));
            Receive<int>(number =>
            {
                _askers.Add(number, Sender);
                if (_askers.Count < many)
                    return;
                foreach (var (question, asker) in _askers)
                    asker.Tell(question);
                waited = goneOn.Wait(Limit);
            });
        }
    }
}
