using ActorBus.Brokers;
using ActorBus.Brokers.InMemory;
using ActorBus.Distribution;
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

    [Fact]
    public async Task Should_hold_back_the_failed_key_and_no_other()
    {
        await using var broker = new InMemoryBroker();
        var handled = new Inbox<string>();
        var mayPass = false;
        await using var billing = await StartAsync(broker, InOrder with { DelayedRetries = [.. Enumerable.Repeat(TimeSpan.FromMilliseconds(20), 32)] }, body =>
        {
            if (body == "a1" && !Volatile.Read(ref mayPass)) throw new InvalidOperationException("not yet");
            handled.Add(body);
        });

        foreach (var body in new[] { "a1", "a2", "b1", "a3", "b2" }) await billing.Bus.SendCommandAsync("billing", "change", body);

        Assert.Equal(["b1", "b2"], await handled.TakeAsync(2));
        Volatile.Write(ref mayPass, true);
        Assert.Equal(["a1", "a2", "a3"], await handled.TakeAsync(3));
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
        await using (var billing = await StartAsync(broker, InOrder with { DelayedRetries = [TimeSpan.FromMinutes(10)] }, body =>
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
        await using var other = await StartAsync(broker, InOrder, first.Add, options => options with { SingleActiveConsumer = true });
        await using var billing = await StartAsync(broker, InOrder, second.Add, options => options with { SingleActiveConsumer = true });

        for (var i = 0; i < 20; i++) await billing.Bus.SendCommandAsync("billing", "change", $"a{i}");

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"a{i}"), await first.TakeAsync(20));
        Assert.Equal(0, second.Waiting);
    }

    private static string Text(BrokerMessage message) => System.Text.Encoding.UTF8.GetString(message.Body.Span);

    /// <summary>The first letter of a body is its key.</summary>
    private static Task<TestService> StartAsync(
        InMemoryBroker broker, FailurePolicy policy, Action<string> handle, Func<DistributionOptions, DistributionOptions>? configure = null) =>
        TestService.StartAsync(
            "billing", broker,
            handlers => handlers.OnCommand<string>("change", (body, _) =>
            {
                handle(body);
                return Task.CompletedTask;
            }, policy).With(handler => handler with { PartitionKey = (message, _) => ((string)message)[..1] }),
            configure);
}
