namespace ActorBus.Benchmarks.Engine;

/// <summary>Six actors in a row, each passing messages on to the next; a message through the whole row is one operation.</summary>
internal sealed class ChainCase() : EngineCase("chain-6", 500_000)
{
    private const int Length = 6;

    public override Func<Task> Actors(ActorSystem system)
    {
        var countdown = new Countdown();
        var first = system.ActorOf(Props.Create(() => new CountingActor(countdown)));
        for (var i = 1; i < Length; i++)
        {
            var next = first;
            first = system.ActorOf(Props.Create(() => new Link(next)));
        }

        return () =>
        {
            var done = countdown.Begin(Operations);
            for (var i = 0; i < Operations; i++)
                first.Tell(Message, ActorRefs.NoSender);
            return done;
        };
    }

    public override Func<Task> Channels(CancellationToken end)
    {
        var countdown = new Countdown();
        var first = ChannelReaders.Start<Token>(_ => countdown.Signal(), end);
        for (var i = 1; i < Length; i++)
        {
            var next = first;
            first = ChannelReaders.Start<Token>(message => next.Writer.TryWrite(message), end);
        }

        var entry = first;
        return () =>
        {
            var done = countdown.Begin(Operations);
            for (var i = 0; i < Operations; i++)
                entry.Writer.TryWrite(Message);
            return done;
        };
    }

    private sealed class Link : ReceiveActor
    {
        public Link(IActorRef next) => Receive<Token>(message => next.Tell(message));
    }
}
