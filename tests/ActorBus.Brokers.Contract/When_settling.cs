namespace ActorBus.Brokers.Contract;

public abstract class When_settling(BrokerFixture fixture) : BrokerContractTests(fixture)
{
    [Fact]
    public async Task Should_forget_what_is_acknowledged()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        await client.FillAsync(queue, "1", "2");
        await (await client.ConsumeAsync(queue)).ExpectAsync("1", "2");

        await client.DisposeAsync();

        var other = await ConnectAsync();
        await other.FillAsync(queue, "3");
        await (await other.ConsumeAsync(queue)).ExpectAsync("3");
    }

    [Fact]
    public async Task Should_forget_what_is_rejected_when_there_is_no_place_for_dead_letters()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        await client.FillAsync(queue, "bad", "good");
        var consumer = await client.ConsumeAsync(queue, prefetch: 1);

        Assert.Equal(SettleResult.Settled, (await consumer.NextAsync()).Settle(Settlement.Reject));

        await consumer.ExpectAsync("good");
        await client.WaitForReadyAsync(queue, 0);
    }

    [Fact]
    public async Task Should_deliver_again_what_is_given_back_and_count()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        await client.FillAsync(queue, "again");
        var consumer = await client.ConsumeAsync(queue);

        (await consumer.NextAsync()).Settle(Settlement.Requeue);
        var second = await consumer.NextAsync();
        second.Settle(Settlement.Requeue);
        var third = await consumer.NextAsync();

        Assert.Equal(["again", "again"], new[] { second, third }.Select(Text.Of));
        Assert.True(second.Redelivered && third.Redelivered);
        Assert.Equal([1, 2], new[] { second, third }.Select(delivery => delivery.DeliveryCount));
    }

    [Fact]
    public async Task Should_not_pretend_to_count_on_a_classic_queue()
    {
        var (client, queue) = await ConnectWithQueueAsync(queue => queue with { Kind = QueueKind.Classic });
        await client.FillAsync(queue, "again");
        var consumer = await client.ConsumeAsync(queue);

        (await consumer.NextAsync()).Settle(Settlement.Requeue);
        var second = await consumer.NextAsync();

        Assert.True(second.Redelivered);
        Assert.Null(second.DeliveryCount);
    }

    [Fact]
    public async Task Should_put_what_is_given_back_at_the_head()
    {
        var (client, queue) = await ConnectWithQueueAsync(queue => queue with { DeliveryLimit = 10 });
        await client.FillAsync(queue, "1", "2", "3");
        var consumer = await client.ConsumeAsync(queue, prefetch: 1);

        (await consumer.NextAsync()).Settle(Settlement.Requeue);

        await consumer.ExpectAsync("1", "2", "3");
    }

    [Theory]
    [InlineData(Settlement.Ack, Settlement.Ack)]
    [InlineData(Settlement.Ack, Settlement.Requeue)]
    [InlineData(Settlement.Requeue, Settlement.Ack)]
    [InlineData(Settlement.Reject, Settlement.Reject)]
    public async Task Should_count_the_first_settlement_only(Settlement first, Settlement second)
    {
        var (client, queue) = await ConnectWithQueueAsync();
        await client.FillAsync(queue, "settled");
        var consumer = await client.ConsumeAsync(queue, prefetch: 1);
        var delivery = await consumer.NextAsync();

        Assert.Equal(SettleResult.Settled, delivery.Settle(first));
        Assert.Equal(SettleResult.AlreadySettled, delivery.Settle(second));

        Assert.True(delivery.IsSettled);
        if (first == Settlement.Requeue) await consumer.ExpectAsync("settled");
        await client.FillAsync(queue, "the next one");
        await consumer.ExpectAsync("the next one");
        Assert.True(client.Connection.IsOpen);
    }

    [Fact]
    public async Task Should_settle_in_any_order_and_from_any_thread()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        string[] texts = [.. Enumerable.Range(0, 50).Select(number => $"{number}")];
        await client.FillAsync(queue, texts);
        var consumer = await client.ConsumeAsync(queue, prefetch: 50);
        var deliveries = await consumer.Deliveries.NextAsync(50);

        var results = await Task.WhenAll(deliveries.Reverse().Select(delivery => Task.Run(
            () => delivery.Settle(Text.Of(delivery).EndsWith('7') ? Settlement.Requeue : Settlement.Ack))));
        Assert.All(results, result => Assert.Equal(SettleResult.Settled, result));

        var again = await consumer.Deliveries.NextAsync(5);
        Assert.Equal(["17", "27", "37", "47", "7"], again.Select(Text.Of).Order(StringComparer.Ordinal));
        await client.FillAsync(queue, "last");
        await consumer.ExpectAsync("last");
    }
}
