namespace ActorBus.Actors.Tests;

public sealed class When_many_asks_time_out : ActorTest
{
    private const int Rounds = 10;
    private const int Each = 10_000;

    [Fact]
    public async Task Should_leave_nothing_behind()
    {
        var silent = Sys.ActorOf(Props.Create(() => new Silent()));
        var some = new List<WeakReference>();
        for (var round = 0; round < Rounds; round++)
            await LetTimeOut(silent, some);

        Assert.Equal(Rounds * Each, await silent.Ask<int>(0, Limit));
        Assert.False(await StillReachable(some), "a timed-out ask is still referenced");
    }

    private static async Task LetTimeOut(IActorRef silent, List<WeakReference> some)
    {
        var asks = Enumerable.Range(0, Each).Select(i => silent.Ask<string>(i % 1000 == 0 ? "path?" : "?", TimeSpan.FromMilliseconds(50))).ToArray();
        for (var i = 0; i < Each; i += 500)
            some.Add(new WeakReference(asks[i]));
        foreach (var ask in asks)
            await Assert.ThrowsAsync<AskTimeoutException>(() => ask);
    }

    private static async Task<bool> StillReachable(List<WeakReference> references)
    {
        for (var i = 0; i < 100 && references.Exists(reference => reference.IsAlive); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }

        // The state machine that awaited the last ones may still hold a few.
        return references.Count(reference => reference.IsAlive) > 2;
    }

    private sealed class Silent : ReceiveActor
    {
        private readonly List<ActorPath> _paths = [];
        private int _asked;

        public Silent()
        {
            Receive<string>(text =>
            {
                _asked++;
                if (text == "path?")
                    _paths.Add(Sender.Path); // Who asks for its path has the promise registered under it.
            });
            Receive<int>(_ => Sender.Tell(_asked));
        }
    }
}
