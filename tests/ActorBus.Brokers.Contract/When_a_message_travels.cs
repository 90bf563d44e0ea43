namespace ActorBus.Brokers.Contract;

public abstract class When_a_message_travels(BrokerFixture fixture) : BrokerContractTests(fixture)
{
    [Fact]
    public async Task Should_keep_every_property()
    {
        var sent = new BrokerMessage
        {
            Body = new byte[] { 0, 1, 2, 255 },
            MessageId = "message-1",
            CorrelationId = "correlation-ü",
            Type = "billing.changeDetails",
            ContentType = "application/json; charset=utf-8",
            ContentEncoding = "gzip",
            AppId = "shop",
            ReplyTo = "replies",
            Timestamp = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000),
            Expiration = TimeSpan.FromHours(2),
            Priority = 3,
            Persistent = true,
        };

        var received = await RoundTripAsync(sent);

        Assert.Equal(sent.Body.ToArray(), received.Body.ToArray());
        Assert.Equal(sent with { Body = default, Headers = received.Headers }, received with { Body = default });
    }

    [Fact]
    public async Task Should_leave_out_what_was_not_set()
    {
        var sent = new BrokerMessage { Body = default, Persistent = false };

        var received = await RoundTripAsync(sent);

        Assert.Equal(0, received.Body.Length);
        Assert.Equal(sent with { Headers = received.Headers }, received with { Body = default });
        Assert.Empty(received.Headers);
    }

    public static TheoryData<string, object> HeaderValues => new()
    {
        { "text", "plain and übergroß 🚌" },
        { "empty text", "" },
        { "true", true },
        { "false", false },
        { "smallest integer", long.MinValue },
        { "largest integer", long.MaxValue },
        { "small integer", 7L },
        { "fraction", -1.5e300 },
        { "bytes", new byte[] { 0xff, 0xfe, 0xc3, 0x28 } },
        { "time", DateTimeOffset.FromUnixTimeSeconds(1_800_000_001) },
        { "list", new object[] { "a", 1L, true, new object[] { 2.5 } } },
        { "empty list", Array.Empty<object>() },
        { "table", new Dictionary<string, object> { ["a"] = "b", ["inner"] = new Dictionary<string, object> { ["n"] = 1L } } },
    };

    [Theory]
    [MemberData(nameof(HeaderValues), DisableDiscoveryEnumeration = true)]
    public async Task Should_keep_a_header(string name, object value)
    {
        var headers = new Dictionary<string, object> { [name] = value };

        var received = await RoundTripAsync(Text.Message("") with { Headers = headers });

        Assert.Equal(name, Assert.Single(received.Headers).Key);
        Assert.Equal(value.GetType(), received.Headers[name].GetType());
        Assert.Equal(value, received.Headers[name]);
    }

    [Fact]
    public async Task Should_keep_a_large_body()
    {
        var body = new byte[1024 * 1024];
        new Random(1).NextBytes(body);

        var received = await RoundTripAsync(new BrokerMessage { Body = body });

        Assert.True(received.Body.Span.SequenceEqual(body));
    }

    [Fact]
    public async Task Should_send_what_the_message_was_when_it_was_published()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        var body = "before"u8.ToArray();
        var headers = new Dictionary<string, object> { ["when"] = "before" };

        Assert.Equal(PublishOutcome.Confirmed, await client.PublishAsync(new OutgoingMessage(
            "", queue, new BrokerMessage { Body = body, Headers = headers })));
        "after!"u8.CopyTo(body);
        headers["when"] = "after";

        var delivery = await (await client.ConsumeAsync(queue)).NextAsync();
        Assert.Equal("before", Text.Of(delivery));
        Assert.Equal("before", delivery.Message.Headers["when"]);
    }

    [Fact]
    public async Task Should_say_where_it_came_from()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        await client.DeclareAsync(new Topology
        {
            Exchanges = [new(Unique("exchange"), ExchangeKind.Topic)],
            Bindings = [new(Unique("exchange"), queue, "a.#")],
        });
        await client.PublishAsync(new OutgoingMessage(Unique("exchange"), "a.b.c", Text.Message("routed")));
        await client.FillAsync(queue, "direct");
        var consumer = await client.ConsumeAsync(queue);

        var routed = await consumer.NextAsync();
        var direct = await consumer.NextAsync();

        Assert.Equal((queue, Unique("exchange"), "a.b.c"), (routed.Queue, routed.Exchange, routed.RoutingKey));
        Assert.Equal((queue, "", queue), (direct.Queue, direct.Exchange, direct.RoutingKey));
        Assert.False(routed.Redelivered);
        Assert.True(routed.DeliveryCount is null or 0);
    }

    private async Task<BrokerMessage> RoundTripAsync(BrokerMessage message)
    {
        var (client, queue) = await ConnectWithQueueAsync(queue => queue with { Kind = QueueKind.Classic });
        Assert.Equal(PublishOutcome.Confirmed, await client.PublishAsync(new OutgoingMessage("", queue, message)));
        var delivery = await (await client.ConsumeAsync(queue)).NextAsync();
        delivery.Settle(Settlement.Ack);
        return delivery.Message;
    }
}
