namespace ActorBus.Brokers.Contract;

public abstract class When_a_queue_is_deleted(BrokerFixture fixture) : BrokerContractTests(fixture)
{
    [Fact]
    public async Task Should_be_gone_with_what_was_in_it_when_a_connection_deletes_it()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        await client.FillAsync(queue, "one", "two");

        await client.Connection.DeleteQueueAsync(queue).WaitAsync(Fixture.Deadline);

        Assert.Null(await client.InspectAsync(queue));
        Assert.Equal(PublishStatus.Returned, (await client.PublishAsync(Text.To(queue, "three"))).Status);
        await client.Connection.DeleteQueueAsync(queue).WaitAsync(Fixture.Deadline);
        Assert.True(client.Connection.IsOpen);
    }

    [Fact]
    public async Task Should_tell_its_consumers_once_and_keep_the_connection()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        var consumer = await client.ConsumeAsync(queue);

        await Fixture.DeleteQueueAsync(queue);

        var stopped = await consumer.Stops.NextAsync();
        Assert.Equal(queue, stopped.Queue);
        Assert.NotEmpty(stopped.Reason);
        Assert.True(client.Connection.IsOpen);
        Assert.Null(await client.InspectAsync(queue));
        Assert.Equal((1, 0), (consumer.Stops.Count, client.Events.Count));
    }

    [Fact]
    public async Task Should_leave_other_consumers_alone()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        await client.DeclareAsync(new QueueDeclaration(Unique("other")));
        var consumer = await client.ConsumeAsync(queue);
        var other = await client.ConsumeAsync(Unique("other"));

        await Fixture.DeleteQueueAsync(queue);
        await consumer.Stops.NextAsync();
        await client.FillAsync(Unique("other"), "still here");

        await other.ExpectAsync("still here");
        Assert.Equal(0, other.Stops.Count);
    }

    [Fact]
    public async Task Should_be_usable_once_it_is_declared_again()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        var first = await client.ConsumeAsync(queue);
        await Fixture.DeleteQueueAsync(queue);
        await first.Stops.NextAsync();

        await client.DeclareAsync(new QueueDeclaration(queue));
        var second = await client.ConsumeAsync(queue);
        await client.FillAsync(queue, "new");

        await second.ExpectAsync("new");
    }

    [Fact]
    public async Task Should_return_what_is_published_to_it()
    {
        var (client, queue) = await ConnectWithQueueAsync();

        await Fixture.DeleteQueueAsync(queue);

        Assert.Equal(PublishStatus.Returned, (await client.PublishAsync(Text.To(queue, "lost"))).Status);
    }

    [Fact]
    public async Task Should_return_what_is_published_by_its_bindings()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        await client.DeclareAsync(new Topology
        {
            Exchanges = [new(Unique("exchange"), ExchangeKind.Topic)],
            Bindings = [new(Unique("exchange"), queue, "#")],
        });
        var message = new OutgoingMessage(Unique("exchange"), "key", Text.Message("lost"));
        Assert.Equal(PublishOutcome.Confirmed, await client.PublishAsync(message));

        await Fixture.DeleteQueueAsync(queue);

        Assert.Equal(PublishStatus.Returned, (await client.PublishAsync(message)).Status);
    }

    [Fact]
    public async Task Should_not_mind_settlements_of_what_it_had_delivered()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        await client.FillAsync(queue, "1", "2", "3");
        var consumer = await client.ConsumeAsync(queue);
        var deliveries = await consumer.Deliveries.NextAsync(3);
        await Fixture.DeleteQueueAsync(queue);
        await consumer.Stops.NextAsync();

        deliveries[0].Settle(Settlement.Ack);
        deliveries[1].Settle(Settlement.Requeue);
        deliveries[2].Settle(Settlement.Reject);

        await client.DeclareAsync(new QueueDeclaration(queue));
        await client.FillAsync(queue, "new");
        var other = await client.ConsumeAsync(queue);
        await other.ExpectAsync("new");
    }
}
