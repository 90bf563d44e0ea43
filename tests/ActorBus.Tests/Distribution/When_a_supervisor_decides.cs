using System.Collections.Concurrent;
using ActorBus.Distribution;
using ActorBus.Distribution.Profiles;
using ActorBus.Handlers;
using ActorBus.InMemory;
using ActorBus.Pipeline;
using ActorBus.Recovery;
using Akka.Actor;
using Akka.Actor.Internal;

namespace ActorBus.Tests.Distribution;

public sealed class When_a_supervisor_decides
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly InMemoryBroker _broker = new();

    [Fact]
    public async Task Should_give_the_message_again_to_the_very_routee_that_was_restarted()
    {
        var routees = new ConcurrentDictionary<string, List<string>>();
        var done = new Inbox<string>();
        await using var billing = await StartAsync(
            Handle.Command("change", (string _) => { }) with
            {
                Concurrency = 4,
                FailurePolicy = new FailurePolicy { ImmediateRetries = 3, DelayedRetries = [] },
                Invoke = invocation => Attempt(routees, done, (string)invocation.Message, invocation.Context.Attempt),
            });

        for (var number = 0; number < 40; number++) await billing.Bus.SendCommandAsync("billing", "change", $"{number}");

        Assert.Equal(40, (await done.TakeAsync(40)).Distinct().Count());
        Assert.All(routees.Values, paths =>
        {
            Assert.Equal(4, paths.Count);
            Assert.Single(paths.Distinct());
        });
        Assert.InRange(routees.Values.Select(paths => paths[0]).Distinct().Count(), 2, 4);
        Assert.Equal(0, await billing.CountDeadLettersAsync());
    }

    [Fact]
    public async Task Should_let_a_strategy_of_the_users_own_resume_restart_and_stop()
    {
        var tries = new ConcurrentDictionary<string, int>();
        await using var billing = await StartAsync(Handle.Command("change", (string body) =>
        {
            tries.AddOrUpdate(body, 1, (_, count) => count + 1);
            throw body switch
            {
                "resume" => new ArgumentException(body),
                "restart" => new InvalidOperationException(body),
                _ => (Exception)new NotSupportedException(body),
            };
        }) with
        {
            FailurePolicy = new FailurePolicy { ImmediateRetries = 9, DelayedRetries = [] },
            SupervisorStrategy = new OneForOneStrategy(2, Soon, error => error switch
            {
                ArgumentException => Directive.Resume,
                InvalidOperationException => Directive.Restart,
                _ => Directive.Stop,
            }),
        });

        foreach (var body in (string[])["resume", "restart", "stop"]) await billing.Bus.SendCommandAsync("billing", "change", body);

        Dictionary<string, string> dead = [];
        for (var count = 0; count < 2; count++)
        {
            var letter = await billing.NextDeadLetterAsync();
            dead[System.Text.Encoding.UTF8.GetString(letter.Body.Span)] = (string)letter.Headers[WireHeaders.FailureReason];
        }

        Assert.Equal(nameof(DeadLetterReason.RetriesExhausted), dead["restart"]);
        Assert.Equal(nameof(DeadLetterReason.Rejected), dead["stop"]);
        Assert.Equal([("restart", 3), ("resume", 1), ("stop", 1)], tries.Select(one => (one.Key, one.Value)).Order());
        await _broker.Control.WaitUntilIdleAsync();
        Assert.Equal(0, await billing.CountReadyAsync("billing"));
    }

    [Fact]
    public async Task Should_stop_the_consumer_and_keep_the_message_when_it_escalates_while_other_runs_go_on()
    {
        var slow = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var began = new Inbox<string>();
        var ended = new Inbox<string>();
        await using var billing = await StartAsync(Handle.Command("change", async (string body) =>
        {
            began.Add(body);
            if (body == "escalate") throw new InvalidOperationException("on purpose");
            await slow.Task;
            ended.Add(body);
        }) with
        { Concurrency = 2, SupervisorStrategy = new OneForOneStrategy(_ => Directive.Escalate) });

        await billing.Bus.SendCommandAsync("billing", "change", "slow");
        await began.NextAsync();
        await billing.Bus.SendCommandAsync("billing", "change", "escalate");
        await billing.WhenConsumerAsync(BridgeHealth.Stopped);
        slow.SetResult();

        Assert.Equal("slow", await ended.NextAsync());
        Assert.True(await billing.Service.StopAsync(Soon));
        await _broker.Control.WaitUntilIdleAsync();
        Assert.Equal("escalate", System.Text.Encoding.UTF8.GetString(Assert.Single(await _broker.Control.PeekAsync("billing")).Message.Body.Span));
        Assert.Equal(0, await billing.CountDeadLettersAsync());
    }

    [Theory]
    [InlineData(FailureAction.Retry)]
    [InlineData(FailureAction.Ack)]
    [InlineData(FailureAction.Reject)]
    [InlineData(FailureAction.Requeue)]
    [InlineData(FailureAction.Resend)]
    [InlineData(FailureAction.Throw)]
    public async Task Should_give_back_what_a_stop_did_not_wait_for_and_count_no_attempt(FailureAction action)
    {
        var began = new Inbox<string>();
        var never = new TaskCompletionSource();
        await using var billing = await StartAsync(Handle.Command("change", async (string body) =>
        {
            began.Add(body);
            await never.Task;
        }) with
        {
            Concurrency = 2,
            FailurePolicy = new FailurePolicy { Action = action, ImmediateRetries = 3, DelayedRetries = [TimeSpan.FromHours(1)] },
        });
        for (var number = 0; number < 5; number++) await billing.Bus.SendCommandAsync("billing", "change", $"{number}");
        await began.TakeAsync(2);

        Assert.False(await billing.Service.StopAsync(TimeSpan.FromMilliseconds(200)));

        await _broker.Control.WaitUntilIdleAsync();
        var back = await _broker.Control.PeekAsync("billing");
        Assert.Equal(["0", "1", "2", "3", "4"], back.Select(one => System.Text.Encoding.UTF8.GetString(one.Message.Body.Span)));
        Assert.All(back, one => Assert.DoesNotContain(WireHeaders.Attempts, one.Message.Headers.Keys));
        Assert.Equal(0, await billing.CountDeadLettersAsync());
        Assert.Equal(0, began.Waiting);
    }

    [Fact]
    public async Task Should_not_drop_what_an_actor_had_that_stopped_even_where_the_policy_says_ack()
    {
        var seen = new Inbox<int>();
        await using var billing = await StartAsync(Handle.Command("change", Props.Create(() => new Leaver(seen))) with
        {
            FailurePolicy = new FailurePolicy { Action = FailureAction.Ack },
            MessageType = typeof(string),
        });

        await billing.Bus.SendCommandAsync("billing", "change", "body");

        Assert.Equal([1, 2], await seen.TakeAsync(2));
        Assert.Equal(0, await billing.CountDeadLettersAsync());
    }

    [Fact]
    public async Task Should_stop_consuming_and_keep_the_messages_when_somebody_stops_the_bus()
    {
        await using var billing = await StartAsync(Handle.Command("change", (string body) => { }));

        billing.Service.Local.Commands.Actor.Tell(PoisonPill.Instance);
        await WaitUntilStoppedAsync(billing.Service.Local.Commands);
        await billing.Bus.SendCommandAsync("billing", "change", "body");
        await billing.WhenConsumerAsync(BridgeHealth.Stopped);

        Assert.True(await billing.Service.StopAsync(Soon));
        await _broker.Control.WaitUntilIdleAsync();
        Assert.Single(await _broker.Control.PeekAsync("billing"));
        Assert.Equal(0, await billing.CountDeadLettersAsync());
    }

    [Fact]
    public async Task Should_not_count_the_time_in_line_as_time_of_the_handler()
    {
        var attempts = new Inbox<int>();
        await using var billing = await StartAsync(
            Handle.Command("change", (string _) => { }) with
            {
                Concurrency = 1,
                Invoke = async invocation =>
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(200));
                    attempts.Add(invocation.Context.Attempt);
                    return null;
                },
            },
            options => options.HandlerTimeout = TimeSpan.FromSeconds(1));

        for (var number = 0; number < 12; number++) await billing.Bus.SendCommandAsync("billing", "change", "body");

        Assert.All(await attempts.TakeAsync(12), attempt => Assert.Equal(1, attempt));
        Assert.Equal(0, await billing.CountDeadLettersAsync());
    }

    [Fact]
    public async Task Should_fail_a_handler_that_takes_longer_than_its_limit()
    {
        var attempts = new Inbox<int>();
        var never = new TaskCompletionSource<object?>();
        await using var billing = await StartAsync(
            Handle.Command("change", (string _) => { }) with
            {
                Concurrency = 4,
                FailurePolicy = new FailurePolicy { ImmediateRetries = 2, DelayedRetries = [] },
                Invoke = invocation =>
                {
                    attempts.Add(invocation.Context.Attempt);
                    return new ValueTask<object?>(never.Task);
                },
            },
            options => options.HandlerTimeout = TimeSpan.FromMilliseconds(100));

        await billing.Bus.SendCommandAsync("billing", "change", "body");

        Assert.Equal([1, 2, 3], await attempts.TakeAsync(3));
        Assert.Equal(typeof(DispatchTimeoutException).FullName, (await billing.NextDeadLetterAsync()).Headers[WireHeaders.ExceptionType]);
    }

    [Fact]
    public async Task Should_restart_a_handler_that_is_an_actor_and_give_it_the_message_again()
    {
        var instances = new ConcurrentQueue<int>();
        await using var billing = await StartAsync(Handle.Command("change", Props.Create(() => new Moody(instances))) with
        {
            FailurePolicy = new FailurePolicy { ImmediateRetries = 3, DelayedRetries = [] },
            MessageType = typeof(string),
        });

        await billing.Bus.SendCommandAsync("billing", "change", "body");
        await billing.Service.StopAsync(Soon);

        Assert.Equal([1, 1, 1], instances);
        Assert.Empty(await _broker.Control.PeekAsync("billing"));
        Assert.Empty(await _broker.Control.PeekAsync("billing.dead-letters"));
    }

    [Fact]
    public async Task Should_give_nothing_to_an_actor_that_it_has_stopped()
    {
        var handled = new Inbox<string>();
        await using var billing = await StartAsync(Handle.Command("change", Props.Create(() => new Fragile(handled))) with
        {
            FailurePolicy = new FailurePolicy { Action = FailureAction.Reject },
            MessageType = typeof(string),
        });

        for (var number = 0; number < 40; number++) await billing.Bus.SendCommandAsync("billing", "change", number % 2 == 0 ? $"good {number}" : "bad");

        Assert.Equal(20, (await handled.TakeAsync(20)).Distinct().Count());
        Assert.True(await billing.Service.StopAsync(Soon));
        var dead = await _broker.Control.PeekAsync("billing.dead-letters");
        Assert.Equal(20, dead.Count);
        Assert.All(dead, one => Assert.Equal("bad", System.Text.Encoding.UTF8.GetString(one.Message.Body.Span)));
    }

    private static async Task WaitUntilStoppedAsync(ICommandBus commands)
    {
        while (true)
        {
            try
            {
                await commands.DispatchAsync("body", new DispatchOptions { MessageName = "change" });
            }
            catch (BusStoppedException)
            {
                return;
            }
        }
    }

    private static ValueTask<object?> Attempt(ConcurrentDictionary<string, List<string>> routees, Inbox<string> done, string body, int attempt)
    {
        var paths = routees.GetOrAdd(body, _ => []);
        lock (paths) paths.Add(InternalCurrentActorCellKeeper.Current!.Self.Path.ToString());
        return FailAsync();

        async ValueTask<object?> FailAsync()
        {
            await Task.Yield();
            if (attempt < 4) throw new InvalidOperationException("not yet");
            done.Add(body);
            return null;
        }
    }

    private Task<TestService> StartAsync(HandlerDescriptor handler, Action<DistributionOptions>? configure = null) =>
        TestService.StartAsync("billing", _broker, handlers => handlers.On(handler), configure);

    /// <summary>Fails twice before it succeeds; each instance counts for itself.</summary>
    private sealed class Moody : ReceiveActor
    {
        private int _seen;

        public Moody(ConcurrentQueue<int> instances) => Receive<string>(_ =>
        {
            instances.Enqueue(++_seen);
            if (instances.Count < 3) throw new InvalidOperationException("not yet");
            Sender.Tell(new Status.Success(null));
        });
    }

    /// <summary>Stops itself on the first message, whichever instance it is.</summary>
    private sealed class Leaver : ReceiveActor
    {
        private static int _count;

        public Leaver(Inbox<int> seen) => Receive<string>(_ =>
        {
            var count = Interlocked.Increment(ref _count);
            seen.Add(count);
            if (count == 1) Context.Stop(Self);
            else Sender.Tell(new Status.Success(null));
        });
    }

    private sealed class Fragile : ReceiveActor
    {
        public Fragile(Inbox<string> handled) => Receive<string>(text =>
        {
            if (text == "bad") throw new InvalidOperationException("on purpose");
            handled.Add(text);
            Sender.Tell(text);
        });
    }
}
