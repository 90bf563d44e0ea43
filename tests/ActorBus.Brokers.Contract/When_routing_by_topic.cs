namespace ActorBus.Brokers.Contract;

public abstract class When_routing_by_topic(BrokerFixture fixture) : BrokerContractTests(fixture)
{
    public static TheoryData<string, string[], string[]> Patterns => new()
    {
        { "billing.changed", ["billing.changed"], ["billing", "billing.changed.twice", "billing.Changed", "billingXchanged"] },
        { "billing.*", ["billing.changed", "billing."], ["billing", "billing.changed.twice", "shipping.changed"] },
        { "*.changed", ["billing.changed", ".changed"], ["changed", "a.b.changed"] },
        { "billing.#", ["billing", "billing.changed", "billing.changed.twice", "billing."], ["billings", "a.billing"] },
        { "#", ["", "a", "a.b.c", ".", "*", "#"], [] },
        { "*", ["a", "*"], ["", "a.b", "."] },
        { "#.changed", ["changed", "a.changed", "a.b.changed", "changed.changed"], ["changed.a", "changed."] },
        { "a.#.z", ["a.z", "a.b.z", "a.b.c.z", "a.z.z"], ["a", "z", "a.z.b", "b.a.z"] },
        { "*.*", ["a.b", "."], ["a", "a.b.c", ""] },
        { "*.#", ["a", "a.b", "a.b.c"], [""] },
        { "#.*", ["a", "a.b", "a.b.c"], [""] },
        { "#.a.#", ["a", "b.a", "a.b", "b.a.b", "b.b.a.b"], ["b", "ab", ""] },
        { "a.*.#.c", ["a.b.c", "a.b.x.c", "a.c.c"], ["a.c", "a.b"] },
        { "#.#", ["", "a", "a.b"], [] },
        { "a.#.b.#.c", ["a.b.c", "a.x.b.c", "a.b.x.c", "a.b.b.c", "a.b.c.b.c"], ["a.c", "a.c.b", "b.c"] },
        { "", [""], ["a", "."] },
        { "a..b", ["a..b"], ["a.b", "a.x.b"] },
        { "a*", ["a*"], ["ab", "a", "a.b"] },
    };

    [Theory]
    [MemberData(nameof(Patterns))]
    public async Task Should_take_what_matches_and_leave_the_rest(string pattern, string[] matching, string[] others)
    {
        var (client, queue) = await ConnectWithQueueAsync();
        await client.DeclareAsync(new Topology
        {
            Exchanges = [new(Unique("exchange"), ExchangeKind.Topic)],
            Bindings = [new(Unique("exchange"), queue, pattern)],
        });

        foreach (var key in matching) Assert.Equal((key, PublishStatus.Confirmed), (key, await PublishAsync(client, key)));
        foreach (var key in others) Assert.Equal((key, PublishStatus.Returned), (key, await PublishAsync(client, key)));

        await (await client.ConsumeAsync(queue, prefetch: 50)).ExpectAsync(matching);
    }

    [Fact]
    public async Task Should_deliver_once_when_several_patterns_match()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        await client.DeclareAsync(new Topology
        {
            Exchanges = [new(Unique("exchange"), ExchangeKind.Topic)],
            Bindings = [.. new[] { "a.*", "a.b", "#" }.Select(key => new BindingDeclaration(Unique("exchange"), queue, key))],
        });
        var consumer = await client.ConsumeAsync(queue);

        await PublishAsync(client, "a.b");
        await client.FillAsync(queue, "the next one");

        await consumer.ExpectAsync("a.b", "the next one");
    }

    [Fact]
    public async Task Should_take_a_binding_that_comes_later()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        await client.DeclareAsync(new Topology { Exchanges = [new(Unique("exchange"), ExchangeKind.Topic)] });
        Assert.Equal(PublishStatus.Returned, await PublishAsync(client, "a.b"));

        await client.DeclareAsync(new Topology { Bindings = [new(Unique("exchange"), queue, "a.b")] });

        Assert.Equal(PublishStatus.Confirmed, await PublishAsync(client, "a.b"));
    }

    private async Task<PublishStatus> PublishAsync(ContractClient client, string key) =>
        (await client.PublishAsync(new OutgoingMessage(Unique("exchange"), key, Text.Message(key)))).Status;
}
