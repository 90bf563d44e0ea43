using System.Threading.Channels;

namespace ActorBus.Benchmarks.Engine;

/// <summary>A round-robin pool of four.</summary>
internal sealed class PoolCase() : EngineCase("pool-4", 4_000_000)
{
    private const int Size = 4;

    public override Func<Task> Actors(ActorSystem system)
    {
        var gathering = new Gathering(Size);
        var pool = system.ActorOf(Props.Create(() => new Worker(gathering)).WithRouter(new RoundRobinPool(Size)));
        return () =>
        {
            var done = gathering.Begin(Operations / Size);
            for (var i = 0; i < Operations; i++)
                pool.Tell(Message, ActorRefs.NoSender);
            return done;
        };
    }

    public override Func<Task> Channels(CancellationToken end)
    {
        var gathering = new Gathering(Size);
        var workers = new Channel<Token>[Size];
        for (var i = 0; i < Size; i++)
        {
            var countdown = gathering.Next();
            workers[i] = ChannelReaders.Start<Token>(_ => countdown.Signal(), end);
        }

        return () =>
        {
            var done = gathering.Begin(Operations / Size);
            for (var i = 0; i < Operations; i++)
                workers[i % Size].Writer.TryWrite(Message);
            return done;
        };
    }

    private sealed class Worker : ReceiveActor
    {
        public Worker(Gathering gathering)
        {
            var countdown = gathering.Next();
            Receive<Token>(_ => countdown.Signal());
        }
    }

    /// <summary>A countdown for each of some receivers.</summary>
    private sealed class Gathering(int size)
    {
        private readonly Countdown[] _countdowns = Enumerable.Range(0, size).Select(_ => new Countdown()).ToArray();
        private int _next = -1;

        public Countdown Next() => _countdowns[Interlocked.Increment(ref _next)];

        public Task Begin(int each) => Task.WhenAll(_countdowns.Select(countdown => countdown.Begin(each)));
    }
}
