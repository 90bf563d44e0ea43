using System.Collections.Concurrent;
using ActorBus.Distribution.Profiles;
using ActorBus.Handlers;
using ActorBus.InMemory;
using ActorBus.Messages;
using ActorBus.Recovery;
using Akka.Actor;

namespace ActorBus.Tests.Distribution;

public sealed class When_an_actor_handles_messages
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly InMemoryBroker _broker = new();

    [Theory]
    [InlineData("pipe")]
    [InlineData("stash")]
    [InlineData("pass on")]
    public async Task Should_not_acknowledge_before_it_says_that_it_has_handled_the_message(string how)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var seen = new Inbox<string>();
        await using var billing = await StartAsync(Handle.Command("change", Props.Create(() => new Late(gate.Task, seen))));

        await billing.Bus.SendCommandAsync("billing", "change", how);
        Assert.Equal(how, await seen.NextAsync());
        // A stop that does not wait for it, as a crash would not.
        Assert.False(await billing.Service.StopAsync(TimeSpan.FromMilliseconds(100)));

        await _broker.Control.WaitUntilIdleAsync();
        Assert.Single(await _broker.Control.PeekAsync("billing"));
        Assert.Equal(0, await billing.CountDeadLettersAsync());
    }

    [Theory]
    [InlineData("pipe")]
    [InlineData("stash")]
    [InlineData("pass on")]
    public async Task Should_acknowledge_when_it_says_so(string how)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var seen = new Inbox<string>();
        await using var billing = await StartAsync(Handle.Command("change", Props.Create(() => new Late(gate.Task, seen))));
        await billing.Bus.SendCommandAsync("billing", "change", how);
        await seen.NextAsync();

        gate.SetResult();

        Assert.True(await billing.Service.StopAsync(Soon));
        Assert.Empty(await _broker.Control.PeekAsync("billing"));
        Assert.Equal(0, await billing.CountDeadLettersAsync());
    }

    [Fact]
    public async Task Should_retry_what_it_refuses_and_what_it_never_answers()
    {
        var seen = new Inbox<string>();
        await using var billing = await StartAsync(
            Handle.Command("change", Props.Create(() => new Silent(seen))) with
            {
                FailurePolicy = new FailurePolicy { ImmediateRetries = 1, DelayedRetries = [] },
                Timeout = TimeSpan.FromMilliseconds(100),
            });

        await billing.Bus.SendCommandAsync("billing", "change", "refuse");
        var refused = await billing.NextDeadLetterAsync();
        await billing.Bus.SendCommandAsync("billing", "change", "say nothing");
        var silent = await billing.NextDeadLetterAsync();

        Assert.Equal(["refuse", "refuse", "say nothing", "say nothing"], await seen.TakeAsync(4));
        Assert.Equal("refused", refused.Headers[WireHeaders.ExceptionMessage]);
        Assert.Equal(typeof(DispatchTimeoutException).FullName, silent.Headers[WireHeaders.ExceptionType]);
    }

    [Fact]
    public async Task Should_keep_messages_waiting_while_it_cannot_be_made_and_try_with_growing_pauses()
    {
        var tries = new ConcurrentQueue<long>();
        var works = new StrongBox();
        await using var billing = await StartAsync(Handle.Command("change", Props.Create(() => new Unmakable(tries, works))) with
        {
            FailurePolicy = new FailurePolicy { ImmediateRetries = 0, DelayedRetries = [] },
        });
        await billing.Bus.SendCommandAsync("billing", "change", "body");

        await Task.Delay(TimeSpan.FromSeconds(2));
        // 0, 0, 0.1, 0.3, 0.7, 1.5 s: no hot loop.
        Assert.InRange(tries.Count, 3, 8);
        await HandlesWhatWaitedAsync(billing, works);
    }

    [Fact]
    public async Task Should_keep_messages_waiting_while_it_fails_by_itself_and_restart_it_with_growing_pauses()
    {
        var tries = new ConcurrentQueue<long>();
        var works = new StrongBox();
        await using var billing = await StartAsync(Handle.Command("change", Props.Create(() => new Restless(tries, works, false))) with
        {
            FailurePolicy = new FailurePolicy { ImmediateRetries = 0, DelayedRetries = [] },
        });
        await billing.Bus.SendCommandAsync("billing", "change", "body");

        await Task.Delay(TimeSpan.FromSeconds(2));
        // Ten times at once, then after 0.1, 0.3, 0.7, 1.5 s: no hot loop.
        Assert.InRange(tries.Count, 11, 17);
        Assert.Contains(billing.Service.Local.Troubles, trouble => trouble.Contains("fails again and again", StringComparison.Ordinal));
        await HandlesWhatWaitedAsync(billing, works);
    }

    [Fact]
    public async Task Should_make_it_again_with_growing_pauses_when_it_stops_itself_right_after_its_start()
    {
        var tries = new ConcurrentQueue<long>();
        var works = new StrongBox();
        await using var billing = await StartAsync(Handle.Command("change", Props.Create(() => new Restless(tries, works, true))));

        await Task.Delay(TimeSpan.FromSeconds(2));
        // 0, 0, 0.1, 0.3, 0.7, 1.5 s.
        Assert.InRange(tries.Count, 3, 8);
        Assert.Contains(billing.Service.Local.Troubles, trouble => trouble.Contains("stopped by itself", StringComparison.Ordinal));
        works.Value = true;
        await billing.Bus.SendCommandAsync("billing", "change", "body");

        Assert.Equal("body", await works.Seen.NextAsync());
    }

    [Fact]
    public async Task Should_be_made_again_at_once_when_it_stops_itself_after_each_message()
    {
        var made = new Inbox<string>();
        await using var buses = await RunningBuses.StartAsync(Handle.Command("change", Props.Create(() => new ForOneMessage(made))));

        for (var round = 0; round < 10; round++)
        {
            await made.NextAsync().WaitAsync(TimeSpan.FromSeconds(2));
            await buses.Commands.DispatchAsync("change");
        }
    }

    [Fact]
    public async Task Should_wait_for_one_that_exists_and_find_it_again_when_it_stops()
    {
        var seen = new Inbox<string>();
        using var system = ActorSystem.Create("others", "akka.loglevel = OFF");
        var first = new TaskCompletionSource<IActorRef>(TaskCreationOptions.RunContinuationsAsynchronously);
        var found = new ConcurrentQueue<Task<IActorRef>>([first.Task]);
        var handler = Handle.Actor(MessageKind.Command, "change", new HandlerActor
        {
            Name = "other",
            Find = (_, _) => found.TryDequeue(out var next) ? next : Task.FromException<IActorRef>(new InvalidOperationException("There is none yet.")),
        }, null) with
        {
            Concurrency = 1,
            // Nobody knows whether an actor that has just stopped saw the message: that is an attempt.
            FailurePolicy = new FailurePolicy { ImmediateRetries = 3, DelayedRetries = [] },
        };
        await using var billing = await StartAsync(handler);

        await billing.Bus.SendCommandAsync("billing", "change", "one");
        Assert.Equal(0, seen.Waiting);
        var actor = system.ActorOf(Props.Create(() => new Recorder(seen)));
        first.SetResult(actor);
        Assert.Equal("one", await seen.NextAsync());
        await actor.GracefulStop(Soon);
        await billing.Bus.SendCommandAsync("billing", "change", "two");
        found.Enqueue(Task.FromResult(system.ActorOf(Props.Create(() => new Recorder(seen)))));
        Assert.Equal("two", await seen.NextAsync());

        Assert.True(await billing.Service.StopAsync(Soon));
        Assert.Equal(0, await billing.CountDeadLettersAsync());
    }

    private async Task HandlesWhatWaitedAsync(TestService billing, StrongBox works)
    {
        Assert.Equal(0, await billing.CountDeadLettersAsync());
        works.Value = true;

        Assert.Equal("body", await works.Seen.NextAsync());
        Assert.True(await billing.Service.StopAsync(Soon));
        Assert.Empty(await _broker.Control.PeekAsync("billing"));
    }

    private Task<TestService> StartAsync(HandlerDescriptor handler) =>
        TestService.StartAsync("billing", _broker, handlers => handlers.On(handler with { MessageType = typeof(string) }));

    /// <summary>Handles a message at once in the eyes of its mailbox, and in truth when the gate opens.</summary>
    private sealed class Late : ReceiveActor, IWithUnboundedStash
    {
        public Late(Task gate, Inbox<string> seen)
        {
            var isOpen = false;
            Receive<string>(how => !isOpen, how =>
            {
                seen.Add(how);
                var sender = Sender;
                switch (how)
                {
                    case "pipe":
                        gate.PipeTo(Self, sender, success: () => new Ready(true));
                        break;
                    case "stash":
                        Stash!.Stash();
                        gate.PipeTo(Self, sender, success: () => new Ready(false));
                        break;
                    default:
                        var other = Context.ActorOf(Props.Create(() => new Echo()));
                        gate.PipeTo(other, sender, success: () => "done");
                        break;
                }
            });
            Receive<string>(_ => Sender.Tell(new Status.Success(null)));
            Receive<Ready>(ready =>
            {
                isOpen = true;
                if (ready.IsAnswer) Sender.Tell(new Status.Success(null));
                Stash!.UnstashAll();
            });
        }

        public IStash? Stash { get; set; }

        private sealed record Ready(bool IsAnswer);

        private sealed class Echo : ReceiveActor
        {
            public Echo() => ReceiveAny(message => Sender.Tell(message));
        }
    }

    private sealed class Silent : ReceiveActor
    {
        public Silent(Inbox<string> seen) => Receive<string>(text =>
        {
            seen.Add(text);
            if (text == "refuse") Sender.Tell(new Status.Failure(new InvalidOperationException("refused")));
        });
    }

    private sealed class Recorder : ReceiveActor
    {
        public Recorder(Inbox<string> seen) => Receive<string>(text =>
        {
            seen.Add(text);
            Sender.Tell(text);
        });
    }

    private sealed class StrongBox
    {
        public volatile bool Value;

        public Inbox<string> Seen { get; } = new();
    }

    private sealed class Unmakable : ReceiveActor
    {
        public Unmakable(ConcurrentQueue<long> tries, StrongBox works)
        {
            tries.Enqueue(Environment.TickCount64);
            if (!works.Value) throw new InvalidOperationException("There is no database.");
            Receive<string>(text =>
            {
                works.Seen.Add(text);
                Sender.Tell(text);
            });
        }
    }

    /// <summary>Starts well, and then fails or stops by itself.</summary>
    private sealed class Restless : ReceiveActor
    {
        private readonly StrongBox _works;
        private readonly bool _stops;

        public Restless(ConcurrentQueue<long> tries, StrongBox works, bool stops)
        {
            _works = works;
            _stops = stops;
            tries.Enqueue(Environment.TickCount64);
            Receive<int>(_ => throw new InvalidOperationException("There is no database."));
            Receive<string>(text =>
            {
                works.Seen.Add(text);
                Sender.Tell(text);
            });
        }

        protected override void PreStart()
        {
            if (_works.Value) return;
            if (_stops) Context.Stop(Self);
            else Self.Tell(1);
        }
    }

    private sealed class ForOneMessage : ReceiveActor
    {
        public ForOneMessage(Inbox<string> made)
        {
            made.Add("one");
            Receive<string>(text =>
            {
                Sender.Tell(text);
                Context.Stop(Self);
            });
        }
    }
}
