using System.Threading.Channels;

namespace ActorBus.Benchmarks.Engine;

/// <summary>Two actors that answer each other: a million round trips.</summary>
internal sealed class PingPongCase() : EngineCase("ping-pong", 1_000_000)
{
    public override Func<Task> Actors(ActorSystem system)
    {
        var countdown = new Countdown();
        var pong = system.ActorOf(Props.Create(() => new Pong()));
        var ping = system.ActorOf(Props.Create(() => new Ping(pong, countdown)));
        return () =>
        {
            var done = countdown.Begin(Operations);
            ping.Tell(Operations, ActorRefs.NoSender);
            return done;
        };
    }

    public override Func<Task> Channels(CancellationToken end)
    {
        var countdown = new Countdown();
        var left = 0;
        Channel<Token>? ping = null;
        var pong = ChannelReaders.Start<Token>(message => ping!.Writer.TryWrite(message), end);
        ping = ChannelReaders.Start<Token>(
            message =>
            {
                countdown.Signal();
                if (--left > 0)
                    pong.Writer.TryWrite(message);
            },
            end);
        return () =>
        {
            left = Operations;
            var done = countdown.Begin(Operations);
            pong.Writer.TryWrite(Message);
            return done;
        };
    }

    private sealed class Pong : ReceiveActor
    {
        public Pong() => Receive<Token>(message => Sender.Tell(message));
    }

    private sealed class Ping : ReceiveActor
    {
        private int _left;

        public Ping(IActorRef pong, Countdown countdown)
        {
            Receive<Token>(message =>
            {
                countdown.Signal();
                if (--_left > 0)
                    pong.Tell(message);
            });
            Receive<int>(count =>
            {
                _left = count;
                pong.Tell(Message);
            });
        }
    }
}
