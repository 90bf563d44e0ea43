using ActorBus.RabbitMq.Tests.Support;

namespace ActorBus.RabbitMq.Tests;

public sealed class ConsumingTests
{
    [Fact]
    public async Task ConsumeAsync_EveryPropertyAndHeader_ArrivesAsItWasSent()
    {
        await using var connection = await Rabbit.ConnectAsync();
        var queue = await Rabbit.QueueAsync(connection);
        var sent = new BrokerMessage
        {
            Body = new byte[] { 0, 1, 255 },
            MessageId = "id-ä",
            CorrelationId = "correlation",
            Type = "billing.changeDetails",
            ContentType = "application/json",
            ContentEncoding = "gzip",
            AppId = "shop",
            ReplyTo = "replies",
            Timestamp = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000),
            Expiration = TimeSpan.FromMinutes(3),
            Priority = 4,
            Headers = new Dictionary<string, object>
            {
                ["text"] = "grüße \U0001F600",
                ["empty"] = "",
                ["flag"] = true,
                ["number"] = long.MinValue,
                ["real"] = 0.5,
                ["bytes"] = new byte[] { 1, 2, 3 },
                ["not-text"] = new byte[] { 0xff, 0xfe, 0xc3, 0x28 },
                ["time"] = DateTimeOffset.FromUnixTimeSeconds(1_600_000_000),
                ["list"] = new object[] { "a", 1L, new object[] { false } },
                ["table"] = new Dictionary<string, object> { ["inner"] = "x", ["when"] = DateTimeOffset.FromUnixTimeSeconds(1) },
            },
        };

        Assert.Equal(PublishOutcome.Confirmed, await connection.PublishAsync(new OutgoingMessage("", queue, sent)));
        var inbox = new Inbox<Delivery>();
        await connection.ConsumeAsync(queue, 10, inbox.Add, _ => { });
        var got = (await inbox.NextAsync()).Message;

        Assert.Equal(sent.Body.ToArray(), got.Body.ToArray());
        Assert.Equal(sent with { Body = default, Headers = got.Headers }, got with { Body = default });
        Assert.Equal(sent.Headers.Keys.Order(), got.Headers.Keys.Order());
        Assert.All(sent.Headers, header => Assert.Equal(header.Value, got.Headers[header.Key]));
    }

    [Fact]
    public async Task Settle_InEveryOrder_AcksEachDeliveryOnceAndNoOther()
    {
        await using var connection = await Rabbit.ConnectAsync();
        var queue = await Rabbit.QueueAsync(connection);
        await Task.WhenAll(Enumerable.Range(0, 950).Select(i => connection.PublishAsync(Rabbit.To(queue, $"{i}"))));
        var consumer = await Rabbit.ConnectAsync(purpose: ConnectionPurpose.Consume);
        var inbox = new Inbox<Delivery>();
        await consumer.ConsumeAsync(queue, 500, inbox.Add, _ => { });
        var deliveries = new List<Delivery>();
        for (var i = 0; i < 500; i++)
            deliveries.Add(await inbox.NextAsync());

        // Every tenth stays open; the others are done in a random order from several threads.
        var random = new Random(7);
        var done = deliveries.Where((_, i) => i % 10 != 3).OrderBy(_ => random.Next()).ToList();
        await Parallel.ForEachAsync(done, (delivery, _) =>
        {
            Assert.Equal(SettleResult.Settled, delivery.Settle(Settlement.Ack));
            return ValueTask.CompletedTask;
        });

        // The prefetch lets the rest through only when the broker has taken in every one of the 450 acknowledgements.
        for (var i = 500; i < 950; i++)
            Assert.Equal($"{i}", Rabbit.TextOf(await inbox.NextAsync()));
        await consumer.DisposeAsync();

        var back = new Inbox<Delivery>();
        await connection.ConsumeAsync(queue, 500, back.Add, _ => { });
        var again = new HashSet<int>();
        for (var i = 0; i < 500; i++)
        {
            var delivery = await back.NextAsync();
            Assert.True(delivery.Redelivered);
            Assert.Equal(1, delivery.DeliveryCount);
            again.Add(int.Parse(Rabbit.TextOf(delivery), null));
        }

        Assert.Equal(Enumerable.Range(0, 950).Where(i => i >= 500 || i % 10 == 3), again.Order());
        Assert.Equal(0, back.Waiting);
    }

    [Fact]
    public async Task Settle_Twice_SendsNothingMoreAndSaysSo()
    {
        await using var connection = await Rabbit.ConnectAsync();
        var queue = await Rabbit.QueueAsync(connection);
        await connection.PublishAsync(Rabbit.To(queue, "1"));
        await connection.PublishAsync(Rabbit.To(queue, "2"));
        var inbox = new Inbox<Delivery>();
        var stopped = new Inbox<ConsumerStopped>();
        await connection.ConsumeAsync(queue, 1, inbox.Add, stopped.Add);

        var first = await inbox.NextAsync();
        Assert.Equal(SettleResult.Settled, first.Settle(Settlement.Ack));
        Assert.Equal(SettleResult.AlreadySettled, first.Settle(Settlement.Reject));
        Assert.Equal("2", Rabbit.TextOf(await inbox.NextAsync()));
        Assert.Equal(0, stopped.Waiting);
    }

    [Fact]
    public async Task Settle_AfterTheConnectionIsGone_IsStaleAndTheMessageComesAgain()
    {
        await using var connection = await Rabbit.ConnectAsync();
        var queue = await Rabbit.QueueAsync(connection);
        await connection.PublishAsync(Rabbit.To(queue));
        var inbox = new Inbox<Delivery>();
        var first = await Rabbit.ConnectAsync(purpose: ConnectionPurpose.Consume);
        await first.ConsumeAsync(queue, 10, inbox.Add, _ => { });
        var delivery = await inbox.NextAsync();
        await first.DisposeAsync();

        Assert.Equal(SettleResult.Stale, delivery.Settle(Settlement.Ack));
        await connection.ConsumeAsync(queue, 10, inbox.Add, _ => { });
        Assert.True((await inbox.NextAsync()).Redelivered);
    }

    [Fact]
    public async Task ConsumeAsync_QueueDeletedUnderIt_StopsOnceAndTheConnectionLives()
    {
        await using var connection = await Rabbit.ConnectAsync();
        var queue = await Rabbit.QueueAsync(connection, queue => queue with { Kind = QueueKind.Classic });
        var stopped = new Inbox<ConsumerStopped>();
        await connection.ConsumeAsync(queue, 10, _ => { }, stopped.Add);

        await AmqpAdmin.DeleteQueueAsync(queue);

        Assert.Equal(queue, (await stopped.NextAsync()).Queue);
        Assert.True(connection.IsOpen);
        Assert.Null(await connection.InspectAsync(queue));
        Assert.Equal(0, stopped.Waiting);
    }

    [Fact]
    public async Task ConsumeAsync_ReceiverThrows_StopsAndGivesEverythingBack()
    {
        await using var connection = await Rabbit.ConnectAsync();
        var queue = await Rabbit.QueueAsync(connection);
        await connection.PublishAsync(Rabbit.To(queue));
        var stopped = new Inbox<ConsumerStopped>();
        await connection.ConsumeAsync(queue, 10, _ => throw new InvalidOperationException("broken receiver"), stopped.Add);

        Assert.Contains("broken receiver", (await stopped.NextAsync()).Reason);
        var inbox = new Inbox<Delivery>();
        await connection.ConsumeAsync(queue, 10, inbox.Add, _ => { });
        Assert.True((await inbox.NextAsync()).Redelivered);
    }

    [Fact]
    public async Task StopAsync_WithOpenDeliveries_LetsThemBeSettledAndGivesNothingMore()
    {
        await using var connection = await Rabbit.ConnectAsync();
        var queue = await Rabbit.QueueAsync(connection);
        await connection.PublishAsync(Rabbit.To(queue, "1"));
        var inbox = new Inbox<Delivery>();
        var stopped = new Inbox<ConsumerStopped>();
        var subscription = await connection.ConsumeAsync(queue, 10, inbox.Add, stopped.Add);
        var delivery = await inbox.NextAsync();

        await subscription.StopAsync();
        await connection.PublishAsync(Rabbit.To(queue, "2"));

        Assert.Equal(SettleResult.Settled, delivery.Settle(Settlement.Ack));
        Assert.Equal(0, inbox.Waiting);
        await connection.ConsumeAsync(queue, 10, inbox.Add, _ => { });
        var next = await inbox.NextAsync();
        Assert.Equal(("2", false), (Rabbit.TextOf(next), next.Redelivered));
        Assert.Equal(0, stopped.Waiting);
    }

    [Fact]
    public async Task ConsumeAsync_MissingQueue_FailsNamingIt()
    {
        await using var connection = await Rabbit.ConnectAsync();
        var missing = Rabbit.NewName("missing");

        var error = await Assert.ThrowsAsync<BrokerException>(() => connection.ConsumeAsync(missing, 1, _ => { }, _ => { }));

        Assert.Contains(missing, error.Message);
        Assert.True(connection.IsOpen);
    }
}
