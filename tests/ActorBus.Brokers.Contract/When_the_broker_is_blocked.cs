namespace ActorBus.Brokers.Contract;

public abstract class When_the_broker_is_blocked(BrokerFixture fixture) : BrokerContractTests(fixture)
{
    [Fact]
    public async Task Should_tell_who_publishes_and_take_it_later()
    {
        var (_, queue) = await ConnectWithQueueAsync();
        var publisher = await ConnectAsync(ConnectionPurpose.Publish);
        await Fixture.BlockAsync();

        var publish = publisher.Connection.PublishAsync(Text.To(queue, "waits"));
        Assert.NotEmpty(Assert.IsType<ConnectionEvent.Blocked>(await publisher.Events.NextAsync()).Reason);
        Assert.False(publish.IsCompleted);
        await Fixture.UnblockAsync();

        Assert.IsType<ConnectionEvent.Unblocked>(await publisher.Events.NextAsync());
        Assert.Equal(PublishOutcome.Confirmed, await publish.WaitAsync(Fixture.Deadline));
    }

    [Fact]
    public async Task Should_go_on_delivering()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        var publisher = await ConnectAsync(ConnectionPurpose.Publish);
        await publisher.FillAsync(queue, "1", "2", "3");
        await Fixture.BlockAsync();

        await (await client.ConsumeAsync(queue, prefetch: 1)).ExpectAsync("1", "2", "3");

        await Fixture.UnblockAsync();
    }
}
