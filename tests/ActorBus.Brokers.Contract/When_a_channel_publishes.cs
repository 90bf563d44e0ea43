namespace ActorBus.Brokers.Contract;

public abstract class When_a_channel_publishes(BrokerFixture fixture) : BrokerContractTests(fixture)
{
    [Fact]
    public async Task Should_answer_each_message_by_its_number_and_keep_their_order()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        await using var channel = await OpenAsync(client);
        var outcomes = new List<Task<PublishOutcome>>();
        for (var number = 0; number < 100; number++) outcomes.Add(await channel.BeginAsync(Text.To(queue, $"{number}")));

        Assert.All(await Task.WhenAll(outcomes).WaitAsync(Fixture.Deadline), outcome => Assert.Equal(PublishOutcome.Confirmed, outcome));
        var consumer = await client.ConsumeAsync(queue, prefetch: 200);
        await consumer.ExpectAsync([.. Enumerable.Range(0, 100).Select(number => $"{number}")]);
    }

    [Fact]
    public async Task Should_return_what_no_queue_takes_and_confirm_the_rest()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        await using var channel = await OpenAsync(client);

        var taken = await channel.BeginAsync(Text.To(queue, "taken"));
        var lost = await channel.BeginAsync(Text.To(Unique("missing"), "lost"));
        var last = await channel.BeginAsync(Text.To(queue, "last"));

        Assert.Equal(PublishOutcome.Confirmed, await taken.WaitAsync(Fixture.Deadline));
        Assert.Equal(PublishStatus.Returned, (await lost.WaitAsync(Fixture.Deadline)).Status);
        Assert.Equal(PublishOutcome.Confirmed, await last.WaitAsync(Fixture.Deadline));
    }

    [Fact]
    public async Task Should_refuse_what_cannot_travel_without_using_a_number()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        await using var channel = await OpenAsync(client);

        var refused = await channel.PublishAsync(new OutgoingMessage("", queue, Text.Message("x") with { MessageId = new string('x', 300) }));

        Assert.Equal(PublishStatus.Failed, refused.Status);
        Assert.Contains("message id", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(PublishOutcome.Confirmed, await channel.PublishAsync(Text.To(queue, "next")));
    }

    [Fact]
    public async Task Should_say_what_became_of_the_neighbours_of_a_missing_exchange_and_leave_other_channels_alone()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        await using var channel = await OpenAsync(client);
        await using var other = await OpenAsync(client);

        var before = await channel.PublishAsync(Text.To(queue, "before"));
        var guilty = await channel.PublishAsync(new OutgoingMessage(Unique("missing"), "key", Text.Message("lost")));

        Assert.Equal(PublishOutcome.Confirmed, before);
        Assert.Equal(PublishStatus.Failed, guilty.Status);
        Assert.Contains(Unique("missing"), guilty.Reason, StringComparison.Ordinal);
        Assert.True(client.Connection.IsOpen);
        Assert.Equal(PublishOutcome.Confirmed, await other.PublishAsync(Text.To(queue, "other")));
    }

    [Fact]
    public async Task Should_take_nothing_more_when_the_connection_was_ended()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        await using var channel = await OpenAsync(client);

        channel.Channel.EndConnection("on purpose");
        while (await client.Events.NextAsync() is not ConnectionEvent.Closed)
        {
        }

        Assert.Equal(PublishStatus.Failed, (await channel.PublishAsync(Text.To(queue, "late"))).Status);
        await Assert.ThrowsAsync<BrokerException>(() => OpenAsync(client));
    }

    private Task<ContractChannel> OpenAsync(ContractClient client) => ContractChannel.OpenAsync(client.Connection, Fixture.Deadline);
}
