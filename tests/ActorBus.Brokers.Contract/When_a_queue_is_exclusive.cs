namespace ActorBus.Brokers.Contract;

public abstract class When_a_queue_is_exclusive(BrokerFixture fixture) : BrokerContractTests(fixture)
{
    [Fact]
    public async Task Should_take_replies_from_other_connections()
    {
        var (client, queue) = await ConnectWithQueueAsync(queue => queue with { Kind = QueueKind.Exclusive });
        var consumer = await client.ConsumeAsync(queue);

        await (await ConnectAsync(ConnectionPurpose.Publish)).FillAsync(queue, "reply");

        await consumer.ExpectAsync("reply");
    }

    [Fact]
    public async Task Should_refuse_other_connections_to_consume_it()
    {
        var (_, queue) = await ConnectWithQueueAsync(queue => queue with { Kind = QueueKind.Exclusive });
        var other = await ConnectAsync();

        var error = await Assert.ThrowsAsync<BrokerException>(() => other.ConsumeAsync(queue));

        Assert.Contains(queue, error.Message);
        Assert.False(error.IsTransient);
    }

    [Fact]
    public async Task Should_be_gone_with_its_connection()
    {
        var (client, queue) = await ConnectWithQueueAsync(queue => queue with { Kind = QueueKind.Exclusive });
        await client.FillAsync(queue, "gone with it");

        await client.DisposeAsync();

        var other = await ConnectAsync();
        await other.WaitForNoneAsync(queue);
        Assert.Equal(PublishStatus.Returned, (await other.PublishAsync(Text.To(queue, "too late"))).Status);
    }
}
