namespace ActorBus.Actors.Tests.Dispatch;

public sealed class DispatcherTests() : ActorTest("""
    pinned { type = PinnedDispatcher }
    own { type = ForkJoinDispatcher, throughput = 10, dedicated-thread-pool { thread-count = 2, threadtype = background } }
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
    public async Task Blocked_ActorBehindIt_StillRuns()
    {
        var gate = new TaskCompletionSource();
        var second = Sys.ActorOf(Props.Create(() => new Where()));
        var blocked = Sys.ActorOf(Props.Create(() => new Blocking(second, gate)));
        blocked.Tell("go");
        await gate.Task.WaitAsync(Limit);
    }

    private sealed class Where : ReceiveActor
    {
        public Where()
        {
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
}
