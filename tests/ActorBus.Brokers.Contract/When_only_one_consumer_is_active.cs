namespace ActorBus.Brokers.Contract;

public abstract class When_only_one_consumer_is_active(BrokerFixture fixture) : BrokerContractTests(fixture)
{
    [Fact]
    public async Task Should_give_everything_to_the_first()
    {
        var (client, queue) = await ConnectWithQueueAsync(queue => queue with { SingleActiveConsumer = true });
        var first = await client.ConsumeAsync(queue, prefetch: 2);
        var second = await (await ConnectAsync()).ConsumeAsync(queue);

        await client.FillAsync(queue, "1", "2", "3");
        var deliveries = await first.Deliveries.NextAsync(2);
        await client.WaitForReadyAsync(queue, 1);
        foreach (var delivery in deliveries) delivery.Settle(Settlement.Ack);

        await first.ExpectAsync("3");
        Assert.Equal(0, second.Deliveries.Count);
    }

    [Fact]
    public async Task Should_let_another_take_over_when_it_stops()
    {
        var (client, queue) = await ConnectWithQueueAsync(queue => queue with { SingleActiveConsumer = true });
        var first = await client.ConsumeAsync(queue);
        var second = await (await ConnectAsync()).ConsumeAsync(queue);
        await client.FillAsync(queue, "1");
        await first.ExpectAsync("1");

        await first.StopAsync();
        await client.FillAsync(queue, "2");

        await second.ExpectAsync("2");
    }

    [Fact]
    public async Task Should_let_another_take_over_in_order_when_its_connection_goes()
    {
        var (client, queue) = await ConnectWithQueueAsync(queue => queue with { SingleActiveConsumer = true });
        var active = await ConnectAsync();
        var first = await active.ConsumeAsync(queue, prefetch: 2);
        var second = await client.ConsumeAsync(queue);
        await client.FillAsync(queue, "1", "2", "3", "4");
        await first.Deliveries.NextAsync(2);

        await active.DisposeAsync();

        await second.ExpectAsync("1", "2", "3", "4");
    }
}
