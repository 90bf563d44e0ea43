namespace ActorBus.Brokers.Contract;

public abstract class When_consuming(BrokerFixture fixture) : BrokerContractTests(fixture)
{
    [Fact]
    public async Task Should_refuse_a_queue_that_is_not_there()
    {
        var client = await ConnectAsync();

        var error = await Assert.ThrowsAsync<BrokerException>(() => client.ConsumeAsync(Unique("missing")));

        Assert.Contains(Unique("missing"), error.Message);
    }

    [Fact]
    public async Task Should_go_on_after_a_queue_that_is_not_there()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        var consumer = await client.ConsumeAsync(queue);
        await Assert.ThrowsAsync<BrokerException>(() => client.ConsumeAsync(Unique("missing")));

        await client.FillAsync(queue, "still here");

        await consumer.ExpectAsync("still here");
    }

    [Fact]
    public async Task Should_refuse_to_hand_out_nothing_at_a_time()
    {
        var (client, queue) = await ConnectWithQueueAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.ConsumeAsync(queue, prefetch: 0));
    }

    [Fact]
    public async Task Should_take_back_what_is_unsettled_when_a_subscription_is_disposed_and_keep_the_others()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        var other = new QueueDeclaration(Unique("other"));
        await client.DeclareAsync(other);
        var kept = await client.ConsumeAsync(other.Name);
        await client.FillAsync(queue, "1", "2", "3");
        var consumer = await client.ConsumeAsync(queue, prefetch: 3);
        var first = await consumer.NextAsync();
        await consumer.NextAsync();
        await consumer.NextAsync();

        first.Settle(Settlement.Ack);
        await consumer.Subscription.DisposeAsync();

        Assert.True(client.Connection.IsOpen);
        await client.WaitForReadyAsync(queue, 2);
        await client.FillAsync(other.Name, "still here");
        await kept.ExpectAsync("still here");
        await (await client.ConsumeAsync(queue)).ExpectAsync("2", "3");
    }

    [Fact]
    public async Task Should_hand_out_no_more_than_the_prefetch()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        await client.FillAsync(queue, "1", "2", "3", "4", "5");

        var consumer = await client.ConsumeAsync(queue, prefetch: 2);
        var first = await consumer.NextAsync();
        await consumer.NextAsync();
        await client.WaitForReadyAsync(queue, 3);
        Assert.Equal(2, consumer.Deliveries.Count);

        first.Settle(Settlement.Ack);
        Assert.Equal("3", Text.Of(await consumer.NextAsync()));
        await client.WaitForReadyAsync(queue, 2);
        Assert.Equal(3, consumer.Deliveries.Count);
    }

    [Fact]
    public async Task Should_keep_the_order_of_the_queue()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        string[] texts = [.. Enumerable.Range(0, 30).Select(number => $"{number}")];
        await client.FillAsync(queue, texts);

        await (await client.ConsumeAsync(queue, prefetch: 7)).ExpectAsync(texts);
    }

    [Fact]
    public async Task Should_share_the_queue_between_consumers()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        var other = await ConnectAsync();
        var one = await client.ConsumeAsync(queue, prefetch: 2);
        var two = await other.ConsumeAsync(queue, prefetch: 2);

        await client.FillAsync(queue, "1", "2", "3", "4");

        var received = (await one.Deliveries.NextAsync(2)).Concat(await two.Deliveries.NextAsync(2)).Select(Text.Of);
        Assert.Equal(["1", "2", "3", "4"], received.Order());
    }

    [Fact]
    public async Task Should_let_a_stuck_consumer_hold_up_only_what_it_was_given()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        var stuck = await client.ConsumeAsync(queue, prefetch: 1);
        await client.FillAsync(queue, "stuck");
        await stuck.NextAsync();

        var free = await client.ConsumeAsync(queue, prefetch: 1);
        await client.FillAsync(queue, "1", "2", "3");

        await free.ExpectAsync("1", "2", "3");
    }

    [Fact]
    public async Task Should_deliver_nothing_more_once_it_is_stopped()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        var consumer = await client.ConsumeAsync(queue);
        await client.FillAsync(queue, "before");
        await consumer.ExpectAsync("before");

        await consumer.StopAsync();
        await client.FillAsync(queue, "after");

        await (await client.ConsumeAsync(queue)).ExpectAsync("after");
        Assert.Equal(1, consumer.Deliveries.Count);
        Assert.Equal(0, consumer.Stops.Count);
    }

    [Fact]
    public async Task Should_settle_what_was_delivered_before_it_was_stopped()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        var consumer = await client.ConsumeAsync(queue);
        await client.FillAsync(queue, "done", "given back");
        var deliveries = await consumer.Deliveries.NextAsync(2);

        await consumer.StopAsync();
        Assert.Equal(SettleResult.Settled, deliveries[0].Settle(Settlement.Ack));
        Assert.Equal(SettleResult.Settled, deliveries[1].Settle(Settlement.Requeue));

        await (await client.ConsumeAsync(queue)).ExpectAsync("given back");
        await client.WaitForReadyAsync(queue, 0);
    }
}
