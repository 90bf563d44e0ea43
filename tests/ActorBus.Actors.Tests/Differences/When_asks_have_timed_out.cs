using ActorBus.Actors.Internal;
using ActorBus.Actors.Scheduling;

namespace ActorBus.Actors.Tests.Differences;

/// <summary>What the engine itself keeps of asks: timers in the wheel that all systems share, and promises below /temp.</summary>
public sealed class When_asks_have_timed_out : ActorTest
{
    private const int Count = 100_000;

    [Fact]
    public async Task Should_have_neither_timers_nor_registrations()
    {
        var temp = ((LocalActorSystem)Sys).Temp;
        var silent = Sys.ActorOf(Props.Create(() => new Curious()));
        var asks = Enumerable.Range(0, Count).Select(_ => silent.Ask<string>("path?", TimeSpan.FromSeconds(1))).ToArray();
        Assert.InRange(TimerWheel.Shared.Count, 1, int.MaxValue);
        foreach (var ask in asks)
            await Assert.ThrowsAsync<AskTimeoutException>(() => ask);

        Assert.Equal(Count, await silent.Ask<int>("how many?", Limit));
        Assert.Equal(0, temp.Count);

        // Other tests may have asks under way in the same wheel, but at most ten thousand or so.
        Assert.InRange(TimerWheel.Shared.Count, 0, Count / 5);
    }

    private sealed class Curious : ReceiveActor
    {
        private readonly HashSet<ActorPath> _paths = [];

        public Curious()
        {
            Receive<string>(text => text == "how many?", _ => Sender.Tell(_paths.Count));
            Receive<string>(_ => _paths.Add(Sender.Path)); // Who asks for its path has the promise registered under it.
        }
    }
}
