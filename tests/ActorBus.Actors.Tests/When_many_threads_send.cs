namespace ActorBus.Actors.Tests;

public sealed class When_many_threads_send() : ActorTest("""
    pinned { type = PinnedDispatcher }
    bounded { mailbox-type = "Akka.Dispatch.BoundedMailbox, Akka", mailbox-capacity = 100000, mailbox-push-timeout-time = 10s }
    """)
{
    private const int Senders = 8;
    private const int Each = 125_000;

    [Fact]
    public async Task Should_keep_each_senders_order_and_lose_nothing()
    {
        var progress = new Progress(Senders * Each);
        var receiver = Sys.ActorOf(Props.Create(() => new Checking(progress)));
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++)
                receiver.Tell(new Numbered(sender, i), ActorRefs.NoSender);
        })));
        await progress.Done();
    }

    [Fact]
    public async Task Should_lose_only_the_failing_messages_of_a_restarting_actor()
    {
        var survivors = new Progress(Senders * 9_900);
        var tally = Sys.ActorOf(Props.Create(() => new Tally(survivors)));
        var failing = Sys.ActorOf(Props.Create(() => new Failing(tally)));
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(() =>
        {
            for (var i = 0; i < 10_000; i++)
                failing.Tell(new Numbered(sender, i), ActorRefs.NoSender);
        })));
        await survivors.Done();
    }

    [Fact]
    public async Task Should_notify_every_watcher_of_actors_that_stop_meanwhile()
    {
        var all = new Progress(Senders * 500);
        var tally = Sys.ActorOf(Props.Create(() => new Tally(all)));
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 500; i++)
            {
                var subject = Sys.ActorOf(Props.Empty);
                Sys.ActorOf(Props.Create(() => new Mourner(subject, tally)));
                Sys.Stop(subject);
            }
        })));
        await all.Done();
    }

    [Fact]
    public async Task Should_notify_no_watcher_that_has_unwatched()
    {
        var all = new Progress(Senders * 50);
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                var gate = new TaskCompletionSource();
                var subject = Sys.ActorOf(Props.Empty);
                var fickle = Sys.ActorOf(Props.Create(() => new Fickle(subject, all)).WithDispatcher("pinned"));
                fickle.Tell(gate.Task);
                fickle.Tell("unwatch");
                fickle.Tell("ask");
                Sys.Stop(subject);
                await Stopped(subject);
                gate.SetResult();
            }
        })));
        await all.Done();
    }

    /// <summary>The actor sleeps and is woken all the time, by messages and by system messages, while its queue grows and it restarts.</summary>
    [Theory]
    [InlineData("akka.actor.default-mailbox")]
    [InlineData("bounded")]
    public async Task Should_wake_an_actor_that_slept_between_bursts(string mailbox)
    {
        const int bursts = 1_000;
        var answering = Sys.ActorOf(Props.Create(() => new Answering()).WithMailbox(mailbox));
        var watching = Sys.ActorOf(Props.Create(() => new Undecided(answering)));
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(async () =>
        {
            var random = new Random(sender);
            for (var burst = 0; burst < bursts; burst++)
            {
                for (var left = random.Next(40); left > 0; left--)
                    answering.Tell(new Numbered(sender, burst), ActorRefs.NoSender);
                if (burst % 100 == 99)
                    answering.Tell("fail", ActorRefs.NoSender);
                watching.Tell("change", ActorRefs.NoSender);
                Assert.Equal(burst, await answering.Ask<int>(burst, Limit));
            }
        })));
    }

    private sealed record Numbered(int Sender, int Number);

    private sealed class Checking : ReceiveActor
    {
        private readonly int[] _next = new int[Senders];
        private int _inside;

        public Checking(Progress progress) => Receive<Numbered>(message =>
        {
            if (Interlocked.Increment(ref _inside) != 1)
                progress.Fail("two threads in one actor");
            if (_next[message.Sender]++ != message.Number)
                progress.Fail($"number {message.Number} of sender {message.Sender} out of order");
            Interlocked.Decrement(ref _inside);
            progress.Step();
        });
    }

    private sealed class Answering : ReceiveActor
    {
        public Answering()
        {
            Receive<int>(number => Sender.Tell(number));
            Receive<Numbered>(_ => { });
            Receive<string>(text => throw new InvalidOperationException(text));
        }
    }

    private sealed class Undecided : ReceiveActor
    {
        private bool _watches;

        public Undecided(IActorRef subject) => Receive<string>(_ =>
        {
            if (_watches)
                Context.Unwatch(subject);
            else
                Context.Watch(subject);
            _watches = !_watches;
        });
    }

    private sealed class Failing : ReceiveActor
    {
        public Failing(IActorRef tally) => Receive<Numbered>(message =>
        {
            if (message.Number % 100 == 99)
                throw new InvalidOperationException("every hundredth");
            tally.Tell(message);
        });
    }

    private sealed class Mourner : ReceiveActor
    {
        public Mourner(IActorRef subject, IActorRef tally)
        {
            Context.Watch(subject);
            Receive<Terminated>(_ =>
            {
                tally.Tell("gone");
                Context.Stop(Self);
            });
        }
    }

    /// <summary>Unwatches what has stopped meanwhile, then asks itself something: a late Terminated would come before the answer.</summary>
    private sealed class Fickle : ReceiveActor
    {
        private bool _unwatched;

        public Fickle(IActorRef subject, Progress progress)
        {
            Context.Watch(subject);
            Receive<Task>(gate => gate.Wait(Limit));
            Receive<string>(text => text == "unwatch", _ =>
            {
                Context.Unwatch(subject);
                _unwatched = true;
            });
            Receive<string>(text => text == "ask", _ => Self.Tell("answer"));
            Receive<string>(text => text == "answer", _ =>
            {
                progress.Step();
                Context.Stop(Self);
            });
            Receive<Terminated>(_ =>
            {
                if (_unwatched)
                    progress.Fail("Terminated came after Unwatch");
            });
        }
    }

    private sealed class Tally : ReceiveActor
    {
        public Tally(Progress progress) => ReceiveAny(_ => progress.Step());
    }
}
