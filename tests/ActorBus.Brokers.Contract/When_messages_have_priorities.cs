namespace ActorBus.Brokers.Contract;

public abstract class When_messages_have_priorities(BrokerFixture fixture) : BrokerContractTests(fixture)
{
    [Fact]
    public async Task Should_deliver_the_higher_first_and_the_same_in_order()
    {
        var client = await FillAsync(queue => queue with { Kind = QueueKind.Classic, MaxPriority = 5 });

        await (await client.ConsumeAsync(Unique("queue"))).ExpectAsync("five", "seven", "three", "three again", "none", "zero");
    }

    [Fact]
    public async Task Should_put_back_what_came_back_before_its_like()
    {
        var client = await FillAsync(queue => queue with { Kind = QueueKind.Classic, MaxPriority = 5 });
        var first = await client.ConsumeAsync(Unique("queue"), prefetch: 3);
        var deliveries = await first.Deliveries.NextAsync(3);
        await first.StopAsync();

        foreach (var delivery in deliveries) delivery.Settle(Settlement.Requeue);
        await client.WaitForReadyAsync(Unique("queue"), 6);

        await (await client.ConsumeAsync(Unique("queue"))).ExpectAsync("five", "seven", "three", "three again", "none", "zero");
    }

    [Fact]
    public async Task Should_keep_the_order_in_a_queue_that_knows_none()
    {
        var client = await FillAsync(queue => queue with { Kind = QueueKind.Classic });

        await (await client.ConsumeAsync(Unique("queue"))).ExpectAsync("none", "three", "five", "zero", "three again", "seven");
    }

    [Fact]
    public async Task Should_refuse_a_quorum_queue_with_priorities()
    {
        var client = await ConnectAsync();

        var error = await Assert.ThrowsAsync<BrokerException>(() => client.DeclareAsync(new QueueDeclaration(Unique("queue")) { MaxPriority = 5 }));

        Assert.Contains(Unique("queue"), error.Message);
        Assert.False(error.IsTransient);
    }

    private async Task<ContractClient> FillAsync(Func<QueueDeclaration, QueueDeclaration> declare)
    {
        var client = await ConnectAsync();
        await client.DeclareAsync(declare(new QueueDeclaration(Unique("queue"))));
        foreach (var (text, priority) in new (string, byte?)[] { ("none", null), ("three", 3), ("five", 5), ("zero", 0), ("three again", 3), ("seven", 7) })
            Assert.Equal(PublishOutcome.Confirmed, await client.PublishAsync(new OutgoingMessage("", Unique("queue"), Text.Message(text) with { Priority = priority })));
        return client;
    }
}
