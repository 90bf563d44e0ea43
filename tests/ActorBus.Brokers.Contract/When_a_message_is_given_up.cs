namespace ActorBus.Brokers.Contract;

public abstract class When_a_message_is_given_up(BrokerFixture fixture) : BrokerContractTests(fixture)
{
    [Fact]
    public async Task Should_dead_letter_what_is_rejected_and_say_why()
    {
        var (client, queue, dead) = await DeclareAsync();
        await client.PublishAsync(new OutgoingMessage("", queue, Text.Message("bad") with
        {
            MessageId = "id-1",
            Headers = new Dictionary<string, object> { ["own"] = "kept" },
        }));

        (await (await client.ConsumeAsync(queue)).NextAsync()).Settle(Settlement.Reject);

        var letter = await (await client.ConsumeAsync(dead)).NextAsync();
        Assert.Equal(("bad", "id-1", "kept"), (Text.Of(letter), letter.Message.MessageId, letter.Message.Headers["own"]));
        Assert.Equal(("", dead), (letter.Exchange, letter.RoutingKey));
        var death = Deaths.Single(letter);
        Assert.Equal((queue, "rejected", 1L, ""), (death["queue"], death["reason"], death["count"], death["exchange"]));
        Assert.Equal(new object[] { queue }, death["routing-keys"]);
        Assert.IsType<DateTimeOffset>(death["time"]);
        Assert.Equal(queue, letter.Message.Headers["x-first-death-queue"]);
        Assert.Equal("rejected", letter.Message.Headers["x-first-death-reason"]);
    }

    [Fact]
    public async Task Should_dead_letter_through_an_exchange_with_the_key_it_had()
    {
        var client = await ConnectAsync();
        await client.DeclareAsync(new Topology
        {
            Exchanges = [new(Unique("graves"), ExchangeKind.Topic), new(Unique("orders"), ExchangeKind.Topic)],
            Queues = [new(Unique("queue")) { DeadLetterExchange = Unique("graves") }, new(Unique("dead"))],
            Bindings = [new(Unique("orders"), Unique("queue"), "#"), new(Unique("graves"), Unique("dead"), "order.*")],
        });
        await client.PublishAsync(new OutgoingMessage(Unique("orders"), "order.placed", Text.Message("bad")));

        (await (await client.ConsumeAsync(Unique("queue"))).NextAsync()).Settle(Settlement.Reject);

        var letter = await (await client.ConsumeAsync(Unique("dead"))).NextAsync();
        Assert.Equal((Unique("graves"), "order.placed"), (letter.Exchange, letter.RoutingKey));
    }

    [Fact]
    public async Task Should_dead_letter_what_came_back_more_often_than_the_limit()
    {
        var (client, queue, dead) = await DeclareAsync(queue => queue with { DeliveryLimit = 2 });
        await client.FillAsync(queue, "poison");
        var consumer = await client.ConsumeAsync(queue);

        for (var delivery = 0; delivery < 3; delivery++) (await consumer.NextAsync()).Settle(Settlement.Requeue);

        var letter = await (await client.ConsumeAsync(dead)).NextAsync();
        Assert.Equal("poison", Text.Of(letter));
        Assert.Equal("delivery_limit", Deaths.Single(letter)["reason"]);
        Assert.Equal(3, consumer.Deliveries.Count);
    }

    [Fact]
    public async Task Should_count_lost_connections_towards_the_limit()
    {
        var (client, queue, dead) = await DeclareAsync(queue => queue with { DeliveryLimit = 1 });
        await client.FillAsync(queue, "poison");

        for (var delivery = 0; delivery < 2; delivery++)
        {
            var victim = await ConnectAsync();
            await (await victim.ConsumeAsync(queue)).NextAsync();
            await Fixture.CutConnectionsAsync();
            await victim.Events.NextAsync();
        }

        var letter = await (await (await ConnectAsync()).ConsumeAsync(dead)).NextAsync();
        Assert.Equal("delivery_limit", Deaths.Single(letter)["reason"]);
    }

    [Fact]
    public async Task Should_count_the_deaths_of_a_message()
    {
        var client = await ConnectAsync();
        var (queue, dead) = (Unique("queue"), Unique("dead"));
        await client.DeclareAsync(
            new QueueDeclaration(queue) { DeadLetterExchange = "", DeadLetterRoutingKey = dead },
            new QueueDeclaration(dead) { DeadLetterExchange = "", DeadLetterRoutingKey = queue });
        await client.FillAsync(queue, "bad");
        var consumer = await client.ConsumeAsync(queue);
        var graves = await client.ConsumeAsync(dead);

        for (var round = 1L; round <= 3; round++)
        {
            (await consumer.NextAsync()).Settle(Settlement.Reject);
            var letter = await graves.NextAsync();
            Assert.Equal((queue, round), (Deaths.All(letter)[0]["queue"], Deaths.All(letter)[0]["count"]));
            letter.Settle(Settlement.Reject);
        }
    }

    private async Task<(ContractClient Client, string Queue, string Dead)> DeclareAsync(
        Func<QueueDeclaration, QueueDeclaration>? with = null)
    {
        var client = await ConnectAsync();
        var (queue, dead) = (Unique("queue"), Unique("dead"));
        var declaration = new QueueDeclaration(queue) { DeadLetterExchange = "", DeadLetterRoutingKey = dead };
        await client.DeclareAsync(new QueueDeclaration(dead), with is null ? declaration : with(declaration));
        return (client, queue, dead);
    }
}
