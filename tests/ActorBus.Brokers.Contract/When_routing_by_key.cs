namespace ActorBus.Brokers.Contract;

public abstract class When_routing_by_key(BrokerFixture fixture) : BrokerContractTests(fixture)
{
    [Fact]
    public async Task Should_send_a_direct_message_to_the_queue_bound_by_its_key()
    {
        var client = await DeclareAsync(ExchangeKind.Direct);

        Assert.Equal(PublishStatus.Confirmed, await PublishAsync(client, "one"));
        Assert.Equal(PublishStatus.Confirmed, await PublishAsync(client, "two"));
        Assert.Equal(PublishStatus.Returned, await PublishAsync(client, "*"));

        await (await client.ConsumeAsync(Unique("one"))).ExpectAsync("one");
        await (await client.ConsumeAsync(Unique("two"))).ExpectAsync("two");
    }

    [Fact]
    public async Task Should_send_a_fanout_message_to_every_queue()
    {
        var client = await DeclareAsync(ExchangeKind.Fanout);

        Assert.Equal(PublishStatus.Confirmed, await PublishAsync(client, "whatever"));

        await (await client.ConsumeAsync(Unique("one"))).ExpectAsync("whatever");
        await (await client.ConsumeAsync(Unique("two"))).ExpectAsync("whatever");
    }

    private async Task<ContractClient> DeclareAsync(ExchangeKind kind)
    {
        var client = await ConnectAsync();
        await client.DeclareAsync(new Topology
        {
            Exchanges = [new(Unique("exchange"), kind)],
            Queues = [new(Unique("one")), new(Unique("two"))],
            Bindings = [new(Unique("exchange"), Unique("one"), "one"), new(Unique("exchange"), Unique("two"), "two")],
        });
        return client;
    }

    private async Task<PublishStatus> PublishAsync(ContractClient client, string key) =>
        (await client.PublishAsync(new OutgoingMessage(Unique("exchange"), key, Text.Message(key)))).Status;
}
