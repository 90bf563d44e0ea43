namespace ActorBus.Brokers.Contract;

public abstract class When_a_connection_is_disposed(BrokerFixture fixture) : BrokerContractTests(fixture)
{
    [Fact]
    public async Task Should_give_back_what_is_unsettled_and_keep_what_is_settled()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        await client.FillAsync(queue, "1", "2", "3");
        var deliveries = await (await client.ConsumeAsync(queue)).Deliveries.NextAsync(3);
        deliveries[1].Settle(Settlement.Ack);

        await client.DisposeAsync();

        Assert.Equal(SettleResult.Stale, deliveries[0].Settle(Settlement.Ack));
        var other = await ConnectAsync();
        var again = await (await other.ConsumeAsync(queue)).Deliveries.NextAsync(2);
        Assert.Equal(["1", "3"], again.Select(Text.Of));
        Assert.All(again, delivery => Assert.True(delivery.Redelivered));
    }

    [Fact]
    public async Task Should_tell_that_it_is_closed_but_not_that_consumers_stopped()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        var consumer = await client.ConsumeAsync(queue);

        await client.DisposeAsync();

        Assert.IsType<ConnectionEvent.Closed>(await client.Events.NextAsync());
        Assert.False(client.Connection.IsOpen);
        Assert.Equal(0, consumer.Stops.Count);
    }

    [Fact]
    public async Task Should_do_nothing_the_second_time()
    {
        var client = await ConnectAsync();

        await client.DisposeAsync();
        await client.DisposeAsync();

        await client.Events.NextAsync();
        Assert.Equal(1, client.Events.Count);
    }

    [Fact]
    public async Task Should_fail_what_is_published_afterwards()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        await client.DisposeAsync();

        var outcome = await client.PublishAsync(Text.To(queue, "too late"));

        Assert.Equal(PublishStatus.Failed, outcome.Status);
    }

    [Fact]
    public async Task Should_leave_other_connections_alone()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        var other = await ConnectAsync();
        var consumer = await other.ConsumeAsync(queue);

        await client.DisposeAsync();
        await other.FillAsync(queue, "still here");

        await consumer.ExpectAsync("still here");
    }
}
