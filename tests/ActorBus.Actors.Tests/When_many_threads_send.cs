namespace ActorBus.Actors.Tests;

public sealed class When_many_threads_send : ActorTest
{
    private const int Senders = 8;
    private const int Each = 125_000;

    [Fact]
    public async Task Should_keep_each_senders_order_and_lose_nothing()
    {
        var done = new TaskCompletionSource();
        var receiver = Sys.ActorOf(Props.Create(() => new Checking(done)));
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++)
                receiver.Tell(new Numbered(sender, i), ActorRefs.NoSender);
        })));
        await done.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Should_lose_only_the_failing_messages_of_a_restarting_actor()
    {
        var survivors = new TaskCompletionSource<int>();
        var tally = Sys.ActorOf(Props.Create(() => new Tally(Senders * 9_900, survivors)));
        var failing = Sys.ActorOf(Props.Create(() => new Failing(tally)));
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(() =>
        {
            for (var i = 0; i < 10_000; i++)
                failing.Tell(new Numbered(sender, i), ActorRefs.NoSender);
        })));
        Assert.Equal(Senders * 9_900, await survivors.Task.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task Should_account_for_every_message_to_actors_that_stop()
    {
        var dead = new TaskCompletionSource<int>();
        var counted = Sys.ActorOf(Props.Create(() => new Tally(20_000, dead)));
        Sys.EventStream.Subscribe(counted, typeof(DeadLetter));
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(() =>
        {
            for (var i = 0; i < 2_500 / 25; i++)
            {
                var actor = Sys.ActorOf(Props.Create(() => new Passing(counted)));
                for (var n = 0; n < 25; n++)
                {
                    if (n == 12)
                        Sys.Stop(actor);
                    actor.Tell(new Numbered(sender, n), ActorRefs.NoSender);
                }
            }
        })));
        Assert.Equal(20_000, await dead.Task.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task Should_notify_every_watcher_of_actors_that_stop_meanwhile()
    {
        var all = new TaskCompletionSource<int>();
        var tally = Sys.ActorOf(Props.Create(() => new Tally(Senders * 500, all)));
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 500; i++)
            {
                var subject = Sys.ActorOf(Props.Empty);
                Sys.ActorOf(Props.Create(() => new Mourner(subject, tally)));
                Sys.Stop(subject);
            }
        })));
        Assert.Equal(Senders * 500, await all.Task.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    private sealed record Numbered(int Sender, int Number);

    private sealed class Checking : ReceiveActor
    {
        private readonly int[] _next = new int[Senders];
        private int _inside;
        private int _left = Senders * Each;

        public Checking(TaskCompletionSource done) => Receive<Numbered>(message =>
        {
            if (Interlocked.Increment(ref _inside) != 1)
                done.TrySetException(new InvalidOperationException("two threads in one actor"));
            if (_next[message.Sender]++ != message.Number)
                done.TrySetException(new InvalidOperationException($"number {message.Number} of sender {message.Sender} out of order"));
            Interlocked.Decrement(ref _inside);
            if (--_left == 0)
                done.TrySetResult();
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

    private sealed class Passing : ReceiveActor
    {
        public Passing(IActorRef to) => Receive<Numbered>(message => to.Tell(message));
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

    private sealed class Tally : ReceiveActor
    {
        private int _count;

        public Tally(int expected, TaskCompletionSource<int> done) => ReceiveAny(_ =>
        {
            if (++_count == expected)
                done.TrySetResult(_count);
        });
    }
}
