namespace ActorBus.Actors.Tests;

public sealed class When_many_asks_time_out : ActorTest
{
    [Fact]
    public async Task Should_leave_nothing_behind()
    {
        var silent = Sys.ActorOf(Props.Create(() => new Silent()));
        var first = new WeakReference(null);
        for (var round = 0; round < 10; round++)
        {
            var asks = Enumerable.Range(0, 10_000).Select(_ => silent.Ask<string>("?", TimeSpan.FromMilliseconds(50))).ToArray();
            first.Target ??= asks[0];
            foreach (var ask in asks)
                await Assert.ThrowsAsync<AskTimeoutException>(() => ask);
        }

        Assert.Equal(100_000, await silent.Ask<int>(0, Limit));
        Assert.False(await StillReachable(first), "a timed-out ask is still referenced");
    }

    private static async Task<bool> StillReachable(WeakReference reference)
    {
        for (var i = 0; i < 50 && reference.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }

        return reference.IsAlive;
    }

    private sealed class Silent : ReceiveActor
    {
        private int _asked;

        public Silent()
        {
            Receive<string>(_ => _asked++);
            Receive<int>(_ => Sender.Tell(_asked));
        }
    }
}
