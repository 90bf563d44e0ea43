namespace ActorBus.Actors.Tests.Differences;

/// <summary>What one actor leaves on a thread of a dispatcher is not there for the next one.</summary>
public sealed class DedicatedThreadTests() : ActorTest("""
    one-thread { type = ForkJoinDispatcher, dedicated-thread-pool { thread-count = 1 } }
    """)
{
    private static readonly AsyncLocal<string?> Ambient = new();

    [Fact]
    public async Task ForkJoin_AsyncLocalSetByAnActor_IsNotSeenByTheNext()
    {
        var one = Sys.ActorOf(Props.Create(() => new Setting()).WithDispatcher("one-thread"));
        var other = Sys.ActorOf(Props.Create(() => new Setting()).WithDispatcher("one-thread"));

        var thread = await one.Ask<int>("set", Limit);
        Assert.Equal(("", thread), await other.Ask<(string, int)>("get", Limit));
    }

    private sealed class Setting : ReceiveActor
    {
        public Setting()
        {
            Receive<string>(what => what == "set", _ =>
            {
                Ambient.Value = "left by one";
                Sender.Tell(Environment.CurrentManagedThreadId);
            });
            Receive<string>(_ => Sender.Tell((Ambient.Value ?? "", Environment.CurrentManagedThreadId)));
        }
    }
}
