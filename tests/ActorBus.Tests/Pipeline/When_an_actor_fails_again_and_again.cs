using ActorBus.Pipeline;
using ActorBus.Testing;
using Akka.Actor;
using Microsoft.Extensions.Logging.Testing;

namespace ActorBus.Tests.Pipeline;

public sealed class When_an_actor_fails_again_and_again : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private readonly ActorSystem _system = ActorSystem.Create("backoff", "akka.loglevel = OFF\nakka.stdout-loglevel = OFF");
    private readonly ManualTimeProvider _time = new();
    private readonly FakeLogger _log = new();

    [Fact]
    public async Task Should_be_made_again_with_growing_pauses_and_keep_its_reference_and_its_mailbox()
    {
        var attempts = new SemaphoreSlim(0);
        var pauses = new System.Collections.Concurrent.ConcurrentQueue<TimeSpan>();
        var made = 0;
        var isBroken = true;
        var parent = Start(pauses.Enqueue, Made);
        var child = await parent.Ask<IActorRef>("child", Soon);
        child.Tell("first");

        // Ten times at once, then after a pause, each longer than the one before.
        for (var attempt = 0; attempt < 11; attempt++) Assert.True(await attempts.WaitAsync(Soon));
        for (var pause = TimeSpan.FromMilliseconds(100); pause <= TimeSpan.FromSeconds(10); pause = TimeSpan.FromTicks(Math.Max(pause.Ticks * 2, 1)))
        {
            await UntilAsync(() => pauses.Contains(pause));
            Assert.False(await attempts.WaitAsync(TimeSpan.Zero));
            _time.Advance(pause);
            Assert.True(await attempts.WaitAsync(Soon));
        }

        await UntilAsync(() => pauses.Contains(TimeSpan.FromSeconds(10)));
        Assert.False(await attempts.WaitAsync(TimeSpan.Zero));
        isBroken = false;
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("well", await child.Ask<string>("?", Soon));

        Assert.Equal(pauses.Count, _log.Collector.GetSnapshot().Count(line => line.Message.Contains("it is restarted in", StringComparison.Ordinal)));

        void Made()
        {
            made++;
            attempts.Release();
            if (isBroken) throw new InvalidOperationException($"cannot be made ({made})");
        }
    }

    [Fact]
    public async Task Should_count_from_the_beginning_once_it_has_been_well_for_a_while()
    {
        var pauses = new System.Collections.Concurrent.ConcurrentQueue<TimeSpan>();
        var parent = Start(pauses.Enqueue, () => { });
        var child = await parent.Ask<IActorRef>("child", Soon);

        for (var round = 0; round < 3; round++)
        {
            for (var failure = 0; failure < 10; failure++) child.Tell(new InvalidOperationException("on purpose"));
            Assert.Equal("well", await child.Ask<string>("?", Soon));
            _time.Advance(TimeSpan.FromSeconds(61));
        }

        Assert.Empty(pauses);
    }

    public async ValueTask DisposeAsync() => await _system.Terminate();

    private IActorRef Start(Action<TimeSpan> onPause, Action made) =>
        _system.ActorOf(Props.Create(typeof(Parent), _time, _log, onPause, Props.Create(typeof(Child), made)));

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Soon);
        while (!condition()) await Task.Delay(1, limit.Token);
    }

    private sealed class Parent : ReceiveActor
    {
        private readonly Func<SupervisorStrategy> _strategy;

        public Parent(TimeProvider time, FakeLogger log, Action<TimeSpan> onPause, Props child)
        {
            _strategy = () => new RestartWithBackoff(time, log, onPause: (_, _, pause) => onPause(pause));
            Receive<string>(_ => Sender.Tell(Context.ActorOf(child, "child")));
        }

        protected override SupervisorStrategy SupervisorStrategy() => _strategy();
    }

    private sealed class Child : ReceiveActor
    {
        public Child(Action made)
        {
            made();
            Receive<string>(_ => Sender.Tell("well"));
            Receive<Exception>(error => throw error);
        }
    }
}
