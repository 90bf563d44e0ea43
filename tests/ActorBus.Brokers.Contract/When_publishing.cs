namespace ActorBus.Brokers.Contract;

public abstract class When_publishing(BrokerFixture fixture) : BrokerContractTests(fixture)
{
    [Fact]
    public async Task Should_confirm_what_a_queue_took()
    {
        var (client, queue) = await ConnectWithQueueAsync();

        var outcome = await client.PublishAsync(Text.To(queue, "taken"));

        Assert.Equal(PublishOutcome.Confirmed, outcome);
        await (await client.ConsumeAsync(queue)).ExpectAsync("taken");
    }

    [Fact]
    public async Task Should_return_what_no_queue_takes()
    {
        var client = await ConnectAsync();
        await client.DeclareAsync(new Topology { Exchanges = [new(Unique("exchange"), ExchangeKind.Direct)] });

        var outcome = await client.PublishAsync(new OutgoingMessage(Unique("exchange"), "nobody", Text.Message("lost")));

        Assert.Equal(PublishStatus.Returned, outcome.Status);
        Assert.Contains("NO_ROUTE", outcome.Reason);
    }

    [Fact]
    public async Task Should_return_what_is_for_a_missing_queue()
    {
        var client = await ConnectAsync();

        var outcome = await client.PublishAsync(Text.To(Unique("missing"), "lost"));

        Assert.Equal(PublishStatus.Returned, outcome.Status);
    }

    [Fact]
    public async Task Should_confirm_what_no_queue_takes_when_it_is_not_mandatory()
    {
        var client = await ConnectAsync();

        var outcome = await client.PublishAsync(Text.To(Unique("missing"), "gone") with { Mandatory = false });

        Assert.Equal(PublishOutcome.Confirmed, outcome);
    }

    [Fact]
    public async Task Should_fail_when_the_exchange_is_missing_and_say_which()
    {
        var client = await ConnectAsync();

        var outcome = await client.PublishAsync(new OutgoingMessage(Unique("missing"), "key", Text.Message("lost")));

        Assert.Equal(PublishStatus.Failed, outcome.Status);
        Assert.Contains(Unique("missing"), outcome.Reason);
    }

    [Fact]
    public async Task Should_be_honest_to_the_neighbours_of_a_missing_exchange()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        var publishes = new List<Task<PublishOutcome>>();
        for (var number = 0; number < 20; number++)
        {
            publishes.Add(number == 10
                ? client.Connection.PublishAsync(new OutgoingMessage(Unique("missing"), "key", Text.Message("culprit")))
                : client.Connection.PublishAsync(Text.To(queue, $"{number}")));
        }

        var outcomes = await Task.WhenAll(publishes).WaitAsync(Fixture.Deadline);

        Assert.Equal(PublishStatus.Failed, outcomes[10].Status);
        Assert.All(outcomes.Where((_, number) => number != 10), outcome =>
            Assert.Contains(outcome.Status, new[] { PublishStatus.Confirmed, PublishStatus.Unknown, PublishStatus.Failed }));
        await ExpectAccountedForAsync(queue, outcomes);
    }

    [Fact]
    public async Task Should_keep_the_order_of_the_calls()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        var consumer = await client.ConsumeAsync(queue, prefetch: 500);
        var count = Math.Min(100, client.Connection.MaxOutstandingPublishes);

        var publishes = Enumerable.Range(0, count)
            .Select(number => client.Connection.PublishAsync(Text.To(queue, $"{number}"))).ToArray();

        var outcomes = await Task.WhenAll(publishes).WaitAsync(Fixture.Deadline);
        Assert.All(outcomes, outcome => Assert.Equal(PublishOutcome.Confirmed, outcome));
        await consumer.ExpectAsync([.. Enumerable.Range(0, count).Select(number => $"{number}")]);
    }

    [Fact]
    public async Task Should_give_each_of_many_its_own_outcome()
    {
        var (client, queue) = await ConnectWithQueueAsync();

        var publishes = Enumerable.Range(0, 60)
            .Select(number => client.Connection.PublishAsync(Text.To(number % 3 == 0 ? Unique("missing") : queue, $"{number}")))
            .ToArray();

        var outcomes = await Task.WhenAll(publishes).WaitAsync(Fixture.Deadline);
        Assert.Equal(
            Enumerable.Range(0, 60).Select(number => number % 3 == 0 ? PublishStatus.Returned : PublishStatus.Confirmed),
            outcomes.Select(outcome => outcome.Status));
        await client.WaitForReadyAsync(queue, 40);
    }

    [Fact]
    public async Task Should_put_a_copy_into_every_queue_that_matches()
    {
        var client = await ConnectAsync();
        await client.DeclareAsync(new Topology
        {
            Exchanges = [new(Unique("exchange"), ExchangeKind.Topic)],
            Queues = [new(Unique("one")), new(Unique("two"))],
            Bindings = [new(Unique("exchange"), Unique("one"), "order.*"), new(Unique("exchange"), Unique("two"), "#")],
        });

        Assert.Equal(
            PublishOutcome.Confirmed,
            await client.PublishAsync(new OutgoingMessage(Unique("exchange"), "order.placed", Text.Message("copied"))));

        await (await client.ConsumeAsync(Unique("one"))).ExpectAsync("copied");
        await (await client.ConsumeAsync(Unique("two"))).ExpectAsync("copied");
    }

    // What was confirmed is there, what failed is not, what is unknown may be.
    private async Task ExpectAccountedForAsync(string queue, PublishOutcome[] outcomes)
    {
        var reader = await ConnectAsync();
        await reader.FillAsync(queue, "last");
        var consumer = await reader.ConsumeAsync(queue, prefetch: 500);
        var received = new HashSet<string>();
        while (Text.Of(await consumer.NextAsync()) is var text && text != "last")
            Assert.True(received.Add(text), $"{text} came twice");
        for (var number = 0; number < outcomes.Length; number++)
        {
            if (outcomes[number].Status == PublishStatus.Confirmed) Assert.Contains($"{number}", received);
            if (outcomes[number].Status == PublishStatus.Failed) Assert.DoesNotContain($"{number}", received);
        }
    }
}
