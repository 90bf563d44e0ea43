using ActorBus.Brokers;
using ActorBus.InMemory;
using ActorBus.Distribution;

namespace ActorBus.Tests.Distribution;

public sealed class When_the_broker_goes_away
{
    [Fact]
    public async Task Should_send_what_waited_and_consume_again_when_it_is_back()
    {
        await using var broker = new InMemoryBroker();
        var inbox = new Inbox<string>();
        await using var billing = await StartAsync(broker, inbox);

        await broker.Control.StopAsync("maintenance");
        await billing.WhenConsumerAsync(BridgeHealth.Connecting);
        var sending = Enumerable.Range(0, 50).Select(i => billing.Bus.SendCommandAsync("billing", "change", $"{i}")).ToArray();
        Assert.All(sending, send => Assert.False(send.IsCompleted));
        await broker.Control.StartAsync();

        await Task.WhenAll(sending);
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"{i}").Order(), (await inbox.TakeAsync(50)).Order());
    }

    [Fact]
    public async Task Should_fail_clearly_when_it_does_not_come_back_in_time()
    {
        await using var broker = new InMemoryBroker();
        await using var billing = await StartAsync(broker, new Inbox<string>());
        await billing.Bus.SendCommandAsync("billing", "change", "first");

        await broker.Control.StopAsync("maintenance");
        await billing.WhenConsumerAsync(BridgeHealth.Connecting);
        var error = await Assert.ThrowsAsync<DeliveryFailedException>(() => billing.Bus
            .With(new SendOptions { Timeout = TimeSpan.FromMilliseconds(300) }).SendCommandAsync("billing", "change", "x"));

        Assert.Equal(PublishStatus.Failed, error.Status);
        Assert.Contains("maintenance", error.Message);
        await broker.Control.StartAsync();
    }

    [Fact]
    public async Task Should_send_again_marked_what_lost_its_confirmation()
    {
        await using var broker = new InMemoryBroker();
        var inbox = new Inbox<string>();
        await using var billing = await StartAsync(broker, inbox);
        await billing.Bus.SendCommandAsync("billing", "change", "first");
        Assert.Equal("first", await inbox.NextAsync());

        await broker.Control.DropConfirmsAsync(1);
        var sending = billing.Bus.SendCommandAsync("billing", "change", "second");
        Assert.Equal("second", await inbox.NextAsync());
        await broker.Control.CloseConnectionsAsync("cut before the confirmation", ConnectionPurpose.Publish);

        await sending;
        Assert.Equal("second", await inbox.NextAsync());
    }

    [Fact]
    public async Task Should_consume_again_when_its_queue_was_deleted()
    {
        await using var broker = new InMemoryBroker();
        var inbox = new Inbox<string>();
        await using var billing = await StartAsync(broker, inbox);

        await broker.Control.DeleteQueueAsync("billing");
        await billing.WhenConsumerAsync(BridgeHealth.Connecting);
        await billing.WhenConsumerAsync(BridgeHealth.Open);
        await billing.Bus.SendCommandAsync("billing", "change", "after");

        Assert.Equal("after", await inbox.NextAsync());
    }

    [Fact]
    public async Task Should_show_that_publishes_are_blocked_and_go_on_after()
    {
        await using var broker = new InMemoryBroker();
        var inbox = new Inbox<string>();
        await using var billing = await StartAsync(broker, inbox);
        await billing.Bus.SendCommandAsync("billing", "change", "first");
        Assert.Equal("first", await inbox.NextAsync());

        await broker.Control.BlockAsync("low on memory");
        await billing.WhenAsync(BridgeStatus.Publisher, BridgeHealth.Blocked);
        var sending = billing.Bus.SendCommandAsync("billing", "change", "second");
        Assert.False(sending.IsCompleted);
        await broker.Control.UnblockAsync();

        await sending;
        Assert.Equal("second", await inbox.NextAsync());
    }

    [Fact]
    public async Task Should_lose_nothing_when_connections_are_cut_again_and_again()
    {
        await using var broker = new InMemoryBroker();
        var inbox = new Inbox<string>();
        await using var billing = await StartAsync(broker, inbox);
        await using var shop = await TestService.StartAsync("shop", broker, _ => { });

        var sending = new List<Task>();
        for (var i = 0; i < 1_000; i++)
        {
            sending.Add(shop.Bus.SendCommandAsync("billing", "change", $"{i}"));
            if (i % 100 == 50) await broker.Control.CloseConnectionsAsync($"cut {i}");
        }

        await Task.WhenAll(sending);
        var seen = new HashSet<string>();
        while (seen.Count < 1_000) seen.Add(await inbox.NextAsync());
    }

    [Fact]
    public async Task Should_finish_what_runs_and_give_the_rest_back_when_it_stops()
    {
        await using var broker = new InMemoryBroker();
        var begun = new Inbox<string>();
        var gate = new TaskCompletionSource();
        var billing = await TestService.StartAsync("billing", broker, handlers => handlers
            .OnCommand<string>("change", (body, _) =>
            {
                begun.Add(body);
                return gate.Task;
            }), options => options.Prefetch = 1);
        for (var i = 0; i < 3; i++) await billing.Bus.SendCommandAsync("billing", "change", $"{i}");
        Assert.Equal("0", await begun.NextAsync());

        var stopping = billing.DisposeAsync();
        await WhenNobodyConsumesAsync(broker, "billing");
        gate.SetResult();
        await stopping;

        await broker.Control.WaitUntilIdleAsync();
        Assert.Equal(2, (await broker.Control.PeekAsync("billing")).Count);
        Assert.Equal(0, begun.Waiting);
    }

    private static async Task WhenNobodyConsumesAsync(InMemoryBroker broker, string queue)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await broker.Control.ListQueuesAsync()).Single(known => known.Name == queue).Consumers > 0)
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static Task<TestService> StartAsync(InMemoryBroker broker, Inbox<string> inbox) =>
        TestService.StartAsync("billing", broker, handlers => handlers.OnCommand<string>("change", (body, _) =>
        {
            inbox.Add(body);
            return Task.CompletedTask;
        }));
}
