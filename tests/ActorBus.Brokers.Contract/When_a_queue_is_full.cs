namespace ActorBus.Brokers.Contract;

public abstract class When_a_queue_is_full(BrokerFixture fixture) : BrokerContractTests(fixture)
{
    [Fact]
    public async Task Should_reject_one_message_more()
    {
        var (client, queue) = await ConnectWithQueueAsync(queue => queue with { Kind = QueueKind.Classic, MaxLength = 3 });
        await client.FillAsync(queue, "1", "2", "3");

        var outcome = await client.PublishAsync(Text.To(queue, "4"));

        Assert.Equal(PublishStatus.Rejected, outcome.Status);
        await client.WaitForReadyAsync(queue, 3);
    }

    [Fact]
    public async Task Should_take_messages_again_when_there_is_room()
    {
        var (client, queue) = await ConnectWithQueueAsync(queue => queue with { Kind = QueueKind.Classic, MaxLength = 1 });
        await client.FillAsync(queue, "1");
        Assert.Equal(PublishStatus.Rejected, (await client.PublishAsync(Text.To(queue, "2"))).Status);

        var consumer = await client.ConsumeAsync(queue);
        await consumer.ExpectAsync("1");
        await client.FillAsync(queue, "3");

        await consumer.ExpectAsync("3");
    }

    [Fact]
    public async Task Should_reject_soon_when_it_is_a_quorum_queue()
    {
        var (client, queue) = await ConnectWithQueueAsync(queue => queue with { MaxLength = 3 });

        // It may take a few more than its length before it says no.
        PublishOutcome outcome;
        var taken = 0;
        while ((outcome = await client.PublishAsync(Text.To(queue, "more"))).Status == PublishStatus.Confirmed)
            Assert.InRange(++taken, 1, 50);

        Assert.Equal(PublishStatus.Rejected, outcome.Status);
        Assert.InRange(taken, 3, 50);
        await client.WaitForReadyAsync(queue, taken);
    }

    [Fact]
    public async Task Should_reject_by_bytes()
    {
        var (client, queue) = await ConnectWithQueueAsync(
            queue => queue with { Kind = QueueKind.Classic, MaxLengthBytes = 1000 });
        await client.FillAsync(queue, new string('x', 600));

        var tooMuch = await client.PublishAsync(Text.To(queue, new string('x', 600)));
        var fits = await client.PublishAsync(Text.To(queue, new string('x', 400)));

        Assert.Equal((PublishStatus.Rejected, PublishStatus.Confirmed), (tooMuch.Status, fits.Status));
    }
}
