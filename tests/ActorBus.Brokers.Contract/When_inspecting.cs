namespace ActorBus.Brokers.Contract;

public abstract class When_inspecting(BrokerFixture fixture) : BrokerContractTests(fixture)
{
    [Fact]
    public async Task Should_find_nothing_where_there_is_no_queue_and_go_on()
    {
        var (client, queue) = await ConnectWithQueueAsync();

        Assert.Null(await client.InspectAsync(Unique("missing")));

        Assert.True(client.Connection.IsOpen);
        Assert.Equal(new QueueState(queue, 0, 0), await client.InspectAsync(queue));
    }

    [Fact]
    public async Task Should_count_what_waits_and_who_consumes()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        await client.FillAsync(queue, "1", "2", "3");
        await client.WaitForReadyAsync(queue, 3);

        var consumer = await client.ConsumeAsync(queue, prefetch: 1);
        await consumer.NextAsync();
        await client.WaitForReadyAsync(queue, 2);

        Assert.Equal(1, (await client.InspectAsync(queue))!.Consumers);
    }
}
