namespace ActorBus.Benchmarks.Engine;

/// <summary>One sender, one receiver: 5 million messages.</summary>
internal sealed class TellCase() : EngineCase("tell", 5_000_000)
{
    public override Func<Task> Actors(ActorSystem system)
    {
        var countdown = new Countdown();
        var receiver = system.ActorOf(Props.Create(() => new CountingActor(countdown)));
        var sender = system.ActorOf(Props.Create(() => new Sender(receiver)));
        return () =>
        {
            var done = countdown.Begin(Operations);
            sender.Tell(Operations, ActorRefs.NoSender);
            return done;
        };
    }

    public override Func<Task> Channels(CancellationToken end)
    {
        var countdown = new Countdown();
        var receiver = ChannelReaders.Start<Token>(_ => countdown.Signal(), end);
        var sender = ChannelReaders.Start<int>(
            count =>
            {
                for (var i = 0; i < count; i++)
                    receiver.Writer.TryWrite(Message);
            },
            end);
        return () =>
        {
            var done = countdown.Begin(Operations);
            sender.Writer.TryWrite(Operations);
            return done;
        };
    }

    private sealed class Sender : ReceiveActor
    {
        public Sender(IActorRef receiver) => Receive<int>(count =>
        {
            for (var i = 0; i < count; i++)
                receiver.Tell(Message, Self);
        });
    }
}
