using ActorBus.RabbitMq.Tests.Support;

namespace ActorBus.RabbitMq.Tests.Faults;

public sealed class When_the_broker_dies(PrivateNode node) : IClassFixture<PrivateNode>
{
    [Fact]
    public async Task Should_lose_nothing_that_was_confirmed()
    {
        var queue = await DeclareAsync();
        var ledger = new Ledger();
        var publisher = new SteadyPublisher(node.Options, queue, ledger);
        var publishing = publisher.RunAsync();
        await publisher.ReachAsync(2000);

        await node.Node.KillAsync();
        await node.Node.StartAsync();
        await publisher.ReachAsync(publisher.Confirmed + 1000);
        publisher.Stop();
        await publishing;
        await Drain.IntoAsync(ledger, node.Options, queue);

        Assert.Empty(ledger.Lost);
        Assert.InRange(ledger.Unknown, 0, 100);
        Assert.InRange(ledger.Duplicates, 0, ledger.Unknown);
    }

    [Fact]
    public async Task Should_deliver_again_what_was_not_acknowledged_and_nothing_else()
    {
        var queue = await DeclareAsync();
        await using (var publisher = await Rabbit.ConnectAsync(node.Options))
            await Task.WhenAll(Enumerable.Range(0, 60).Select(i => publisher.PublishAsync(Rabbit.To(queue, $"{i}"))));
        var inbox = new Inbox<Delivery>();
        var stopped = new Inbox<ConsumerStopped>();
        await using var consumer = await Rabbit.ConnectAsync(node.Options, ConnectionPurpose.Consume);
        await consumer.ConsumeAsync(queue, 50, inbox.Add, stopped.Add);
        var first = new List<Delivery>();
        for (var i = 0; i < 50; i++)
            first.Add(await inbox.NextAsync());
        foreach (var delivery in first.Take(10))
            delivery.Settle(Settlement.Ack);
        for (var i = 0; i < 10; i++)
            await inbox.NextAsync();

        await node.Node.KillAsync();
        Assert.Equal(queue, (await stopped.NextAsync()).Queue);
        Assert.Equal(SettleResult.Stale, first[20].Settle(Settlement.Ack));
        await node.Node.StartAsync();

        var again = new Inbox<Delivery>();
        await using var next = await Rabbit.ConnectAsync(node.Options, ConnectionPurpose.Consume);
        await next.ConsumeAsync(queue, 100, again.Add, _ => { });
        for (var i = 10; i < 60; i++)
        {
            var delivery = await again.NextAsync();
            Assert.Equal(($"{i}", true), (Rabbit.TextOf(delivery), delivery.Redelivered));
        }
    }

    [Fact]
    public async Task Should_tell_why_when_it_is_stopped_in_good_order()
    {
        var events = new Inbox<ConnectionEvent>();
        await using var connection = await Rabbit.ConnectAsync(node.Options, onEvent: events.Add);

        await node.Node.StopAsync();

        Assert.Contains("CONNECTION_FORCED", (await events.NextAsync<ConnectionEvent.Closed>()).Reason);
        var error = await Assert.ThrowsAsync<BrokerException>(() => Rabbit.ConnectAsync(node.Options));
        Assert.True(error.IsTransient);
        Assert.Contains("nothing listens there", error.Message);
        await node.Node.StartAsync();
    }

    [Fact]
    public async Task Should_tell_why_when_an_operator_closes_connections()
    {
        var events = new Inbox<ConnectionEvent>();
        await using var connection = await Rabbit.ConnectAsync(node.Options, onEvent: events.Add);

        await node.Node.ControlAsync("close_all_connections", "maintenance tonight");

        Assert.Contains("maintenance tonight", (await events.NextAsync<ConnectionEvent.Closed>()).Reason);
    }

    [Fact]
    public async Task Should_notice_a_frozen_one_and_leave_publishes_unknown()
    {
        var queue = await DeclareAsync();
        var options = node.Options;
        options.Heartbeat = TimeSpan.FromSeconds(2);
        options.ConfirmTimeout = TimeSpan.FromMinutes(5);
        await using var connection = await Rabbit.ConnectAsync(options);
        Assert.Equal(PublishOutcome.Confirmed, await connection.PublishAsync(Rabbit.To(queue)));

        await node.Node.FreezeAsync();
        // By its silence, long before the limit for a confirm.
        var outcome = await connection.PublishAsync(Rabbit.To(queue)).WaitAsync(TimeSpan.FromMinutes(1));
        await node.Node.ThawAsync();

        Assert.Equal(PublishStatus.Unknown, outcome.Status);
        Assert.False(connection.IsOpen);
    }

    private async Task<string> DeclareAsync()
    {
        await using var connection = await Rabbit.ConnectAsync(node.Options);
        var queue = await Rabbit.QueueAsync(connection);
        await node.Node.SyncAsync();
        return queue;
    }
}
