using ActorBus.Brokers;
using ActorBus.Distribution;
using ActorBus.Distribution.Profiles;
using ActorBus.InMemory;
using ActorBus.Recovery;

namespace ActorBus.Tests.Distribution;

public sealed class When_messages_of_a_key_keep_their_order
{
    private static readonly FailurePolicy InOrder = new()
    {
        KeepOrder = true,
        ImmediateRetries = 0,
        DelayedRetries = [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(50)],
    };

    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);
    private static readonly FailurePolicy LongDelay = InOrder with { DelayedRetries = [Long] };

    [Fact]
    public async Task Should_hold_back_the_failed_key_and_no_other()
    {
        await using var broker = new InMemoryBroker();
        var handled = new Inbox<string>();
        var delays = new HeldDelays(Long);
        var mayPass = false;
        await using var billing = await StartAsync(broker, LongDelay, body =>
        {
            if (body == "a1" && !Volatile.Read(ref mayPass)) throw new InvalidOperationException("not yet");
            handled.Add(body);
        }, time: delays);

        foreach (var body in new[] { "a1", "a2", "b1", "a3", "b2" }) await billing.Bus.SendCommandAsync("billing", "change", body);

        Assert.Equal(["b1", "b2"], await handled.TakeAsync(2));
        Volatile.Write(ref mayPass, true);
        Assert.Single(await delays.TakeAsync(1))();
        Assert.Equal(["a1", "a2", "a3"], await handled.TakeAsync(3));
    }

    [Fact]
    public async Task Should_hold_back_no_other_key_when_more_of_the_failed_ones_wait_than_the_prefetch()
    {
        await using var broker = new InMemoryBroker();
        var handled = new Inbox<string>();
        var delays = new HeldDelays(Long);
        var mayPass = false;
        await using var billing = await StartAsync(broker, LongDelay, body =>
        {
            if (body is "a0" or "c0" or "d0" && !Volatile.Read(ref mayPass)) throw new InvalidOperationException("not yet");
            handled.Add(body);
        }, options => options.Prefetch = 3, delays);
        string[] failing = [.. "acd".SelectMany(key => Enumerable.Range(0, 100).Select(i => $"{key}{i}"))];

        foreach (var body in (string[])[.. failing, "b1", "b2"]) await billing.Bus.SendCommandAsync("billing", "change", body);

        Assert.Equal(["b1", "b2"], await handled.TakeAsync(2));
        var held = await delays.TakeAsync(3);
        Volatile.Write(ref mayPass, true);
        foreach (var end in held) end();
        var rest = await handled.TakeAsync(300);
        Assert.Equal(failing, "acd".SelectMany(key => rest.Where(body => body[0] == key)));
    }

    [Fact]
    public async Task Should_run_no_more_at_a_time_than_the_prefetch()
    {
        await using var broker = new InMemoryBroker();
        var (running, most) = (0, 0);
        var handled = new Inbox<string>();
        await using var billing = await TestService.StartAsync(
            "billing", broker,
            handlers => handlers.OnCommand<string>("change", async (body, _) =>
            {
                var now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                await Task.Yield();
                Interlocked.Decrement(ref running);
                handled.Add(body);
            }, InOrder).With(handler => handler with { PartitionKey = (message, _) => (string)message, Concurrency = 8 }),
            options => options.Prefetch = 2);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => billing.Bus.SendCommandAsync("billing", "change", $"{i}")));

        await handled.TakeAsync(100);
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task Should_begin_anew_in_order_when_the_connection_is_lost_while_a_key_waits()
    {
        await using var broker = new InMemoryBroker();
        var handled = new Inbox<string>();
        var tried = new Inbox<string>();
        var mayPass = false;
        await using var billing = await StartAsync(broker, LongDelay, body =>
        {
            tried.Add(body);
            if (!Volatile.Read(ref mayPass)) throw new InvalidOperationException("not yet");
            handled.Add(body);
        });
        foreach (var body in new[] { "a1", "a2", "a3" }) await billing.Bus.SendCommandAsync("billing", "change", body);
        Assert.Equal("a1", await tried.NextAsync());
        Volatile.Write(ref mayPass, true);

        await broker.Control.CloseConnectionsAsync("the network failed");

        Assert.Equal(["a1", "a2", "a3"], await handled.TakeAsync(3));
        Assert.Equal(["a1", "a2", "a3"], await tried.TakeAsync(3));
        Assert.Equal(0, await billing.CountReadyAsync("billing"));
        Assert.Equal(0, handled.Waiting);
    }

    [Fact]
    public async Task Should_let_the_key_go_on_when_the_failed_one_is_a_dead_letter()
    {
        await using var broker = new InMemoryBroker();
        var tries = new Inbox<string>();
        await using var billing = await StartAsync(broker, InOrder, body =>
        {
            tries.Add(body);
            if (body == "a1") throw new InvalidOperationException("on purpose");
        });

        await billing.Bus.SendCommandAsync("billing", "change", "a1");
        await billing.Bus.SendCommandAsync("billing", "change", "a2");

        Assert.Equal(["a1", "a1", "a1", "a2"], await tries.TakeAsync(4));
        var dead = await billing.NextDeadLetterAsync();
        Assert.Equal((nameof(DeadLetterReason.RetriesExhausted), 3L), (dead.Headers[WireHeaders.FailureReason], dead.Headers[WireHeaders.Attempts]));
    }

    [Fact]
    public async Task Should_give_everything_back_in_order_when_the_service_stops()
    {
        await using var broker = new InMemoryBroker();
        var failed = new Inbox<string>();
        await using (var billing = await StartAsync(broker, LongDelay, body =>
        {
            failed.Add(body);
            throw new InvalidOperationException("on purpose");
        }))
        {
            foreach (var body in new[] { "a1", "a2", "a3" }) await billing.Bus.SendCommandAsync("billing", "change", body);
            Assert.Equal("a1", await failed.NextAsync());
        }

        Assert.Equal(0, failed.Waiting);
        await broker.Control.WaitUntilIdleAsync();
        Assert.Equal(["a1", "a2", "a3"], (await broker.Control.PeekAsync("billing")).Select(peeked => Text(peeked.Message)));
    }

    [Fact]
    public async Task Should_let_one_instance_consume_at_a_time_when_there_are_several()
    {
        await using var broker = new InMemoryBroker();
        var first = new Inbox<string>();
        var second = new Inbox<string>();
        await using var other = await StartAsync(broker, InOrder, first.Add, options => options.SingleActiveConsumer = true);
        await using var billing = await StartAsync(broker, InOrder, second.Add, options => options.SingleActiveConsumer = true);

        for (var i = 0; i < 20; i++) await billing.Bus.SendCommandAsync("billing", "change", $"a{i}");

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"a{i}"), await first.TakeAsync(20));
        Assert.Equal(0, second.Waiting);
    }

    private static void InterlockedMax(ref int most, int now)
    {
        for (var seen = Volatile.Read(ref most); now > seen; seen = Volatile.Read(ref most)) Interlocked.CompareExchange(ref most, now, seen);
    }

    private static string Text(BrokerMessage message) => System.Text.Encoding.UTF8.GetString(message.Body.Span);

    /// <summary>The first letter of a body is its key.</summary>
    private static Task<TestService> StartAsync(
        InMemoryBroker broker, FailurePolicy policy, Action<string> handle, Action<DistributionOptions>? configure = null,
        TimeProvider? time = null) =>
        TestService.StartAsync(
            "billing", broker,
            handlers => handlers.OnCommand<string>("change", (body, _) =>
            {
                handle(body);
                return Task.CompletedTask;
            }, policy).With(handler => handler with { PartitionKey = (message, _) => ((string)message)[..1] }),
            configure, time);
}
