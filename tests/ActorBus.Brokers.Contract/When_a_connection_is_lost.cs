namespace ActorBus.Brokers.Contract;

public abstract class When_a_connection_is_lost(BrokerFixture fixture) : BrokerContractTests(fixture)
{
    [Fact]
    public async Task Should_tell_once_and_stay_lost()
    {
        var client = await ConnectAsync();

        await Fixture.CutConnectionsAsync();

        Assert.NotEmpty(Assert.IsType<ConnectionEvent.Closed>(await client.Events.NextAsync()).Reason);
        Assert.False(client.Connection.IsOpen);
        await client.DisposeAsync();
        Assert.Equal(1, client.Events.Count);
    }

    [Fact]
    public async Task Should_tell_every_consumer_once()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        var one = await client.ConsumeAsync(queue);
        var two = await client.ConsumeAsync(queue);

        await Fixture.CutConnectionsAsync();

        Assert.Equal(queue, (await one.Stops.NextAsync()).Queue);
        Assert.Equal(queue, (await two.Stops.NextAsync()).Queue);
        await client.Events.NextAsync();
        await client.DisposeAsync();
        Assert.Equal((1, 1), (one.Stops.Count, two.Stops.Count));
    }

    [Fact]
    public async Task Should_say_unknown_of_what_had_no_answer_yet()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        await Fixture.WithholdConfirmsAsync();
        var publishes = Enumerable.Range(0, 5)
            .Select(number => client.Connection.PublishAsync(Text.To(queue, $"{number}"))).ToArray();

        await Fixture.CutConnectionsAsync();

        Assert.All(await Task.WhenAll(publishes).WaitAsync(Fixture.Deadline), outcome =>
        {
            Assert.Equal(PublishStatus.Unknown, outcome.Status);
            Assert.NotEmpty(outcome.Reason!);
        });
    }

    [Fact]
    public async Task Should_fail_what_is_published_afterwards()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        await CutAsync(client);

        var outcome = await client.PublishAsync(Text.To(queue, "too late"));

        Assert.Equal(PublishStatus.Failed, outcome.Status);
        Assert.NotEmpty(outcome.Reason!);
    }

    [Fact]
    public async Task Should_refuse_all_else_afterwards_as_something_that_may_pass()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        await CutAsync(client);

        var errors = new[]
        {
            await Assert.ThrowsAsync<BrokerException>(() => client.DeclareAsync(new QueueDeclaration(queue))),
            await Assert.ThrowsAsync<BrokerException>(() => client.ConsumeAsync(queue)),
            await Assert.ThrowsAsync<BrokerException>(() => client.InspectAsync(queue)),
        };

        Assert.All(errors, error => Assert.True(error.IsTransient, error.Message));
    }

    [Fact]
    public async Task Should_find_settlements_stale_and_deliver_again_in_order()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        await client.FillAsync(queue, "1", "2", "3", "4");
        var deliveries = await (await client.ConsumeAsync(queue, prefetch: 3)).Deliveries.NextAsync(3);

        await CutAsync(client);
        Assert.Equal(SettleResult.Stale, deliveries[0].Settle(Settlement.Ack));
        Assert.Equal(SettleResult.AlreadySettled, deliveries[0].Settle(Settlement.Ack));

        var again = await (await (await ConnectAsync()).ConsumeAsync(queue)).Deliveries.NextAsync(4);
        Assert.Equal(["1", "2", "3", "4"], again.Select(Text.Of));
        Assert.Equal([true, true, true, false], again.Select(delivery => delivery.Redelivered));
        Assert.Equal([1L, 1L, 1L, 0L], again.Select(delivery => delivery.DeliveryCount ?? 0));
    }

    [Fact]
    public async Task Should_not_bring_back_what_was_acknowledged()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        await client.FillAsync(queue, "1", "2", "3");
        var consumer = await client.ConsumeAsync(queue, prefetch: 1);
        await consumer.ExpectAsync("1", "2");
        // Handed out only because the settlements of the others have arrived.
        await consumer.NextAsync();

        await CutAsync(client);

        await (await (await ConnectAsync()).ConsumeAsync(queue)).ExpectAsync("3");
    }

    [Fact]
    public async Task Should_keep_what_was_confirmed()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        await client.FillAsync(queue, "kept");

        await CutAsync(client);

        await (await (await ConnectAsync()).ConsumeAsync(queue)).ExpectAsync("kept");
    }

    private async Task CutAsync(ContractClient client)
    {
        await Fixture.CutConnectionsAsync();
        Assert.IsType<ConnectionEvent.Closed>(await client.Events.NextAsync());
    }
}
