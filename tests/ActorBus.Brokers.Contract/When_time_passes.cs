namespace ActorBus.Brokers.Contract;

public abstract class When_time_passes(BrokerFixture fixture) : BrokerContractTests(fixture)
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task Should_send_what_waited_in_a_delay_queue_back_to_where_it_belongs()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        var delay = await DeclareDelayAsync(client, queue, queue => queue with { MessageTtl = Delay });
        var consumer = await client.ConsumeAsync(queue);

        for (var round = 1L; round <= 2; round++)
        {
            await client.PublishAsync(new OutgoingMessage("", delay, Text.Message($"{round}")));
            await Fixture.PassTimeAsync(Delay);

            var delivery = await consumer.NextAsync();
            Assert.Equal($"{round}", Text.Of(delivery));
            var death = Deaths.Single(delivery);
            Assert.Equal((delay, "expired"), (death["queue"], death["reason"]));
            delivery.Settle(Settlement.Ack);
        }
    }

    [Fact]
    public async Task Should_expire_a_message_that_has_its_own_time_to_live()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        var delay = await DeclareDelayAsync(client, queue);
        var consumer = await client.ConsumeAsync(queue);

        await client.PublishAsync(new OutgoingMessage("", delay, Text.Message("short-lived") with { Expiration = Delay }));
        await Fixture.PassTimeAsync(Delay);

        var delivery = await consumer.NextAsync();
        Assert.Null(delivery.Message.Expiration);
        Assert.Equal("300", Deaths.Single(delivery)["original-expiration"]);
    }

    [Fact]
    public async Task Should_take_the_shorter_of_the_queues_and_the_messages_time()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        var delay = await DeclareDelayAsync(client, queue, queue => queue with { MessageTtl = Delay });
        var consumer = await client.ConsumeAsync(queue);

        var longLived = Text.Message("queue's") with { Expiration = TimeSpan.FromHours(1) };
        await client.PublishAsync(new OutgoingMessage("", delay, longLived));
        await Fixture.PassTimeAsync(Delay);

        Assert.Equal("queue's", Text.Of(await consumer.NextAsync()));
    }

    [Fact]
    public async Task Should_expire_at_the_head_only()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        var delay = await DeclareDelayAsync(client, queue);
        var consumer = await client.ConsumeAsync(queue);
        await client.PublishAsync(new OutgoingMessage("", delay, Text.Message("long") with { Expiration = Delay * 3 }));
        await client.PublishAsync(new OutgoingMessage("", delay, Text.Message("short") with { Expiration = Delay }));

        await Fixture.PassTimeAsync(Delay * 3);

        await consumer.ExpectAsync("long", "short");
    }

    [Fact]
    public async Task Should_keep_the_order_of_what_expires()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        var delay = await DeclareDelayAsync(client, queue, queue => queue with { MessageTtl = Delay });
        string[] texts = [.. Enumerable.Range(0, 20).Select(number => $"{number}")];
        await client.FillAsync(delay, texts);

        await Fixture.PassTimeAsync(Delay);

        await (await client.ConsumeAsync(queue, prefetch: 50)).ExpectAsync(texts);
    }

    [Fact]
    public async Task Should_not_touch_what_was_delivered_in_time()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        var delay = await DeclareDelayAsync(client, queue, queue => queue with { MessageTtl = Delay });
        var late = await client.ConsumeAsync(delay);
        await client.FillAsync(delay, "held");
        var held = await late.NextAsync();
        await late.StopAsync();
        // The second one tells when the time of the first is over too.
        await client.FillAsync(delay, "let go");
        await Fixture.PassTimeAsync(Delay);
        await (await client.ConsumeAsync(queue)).ExpectAsync("let go");

        Assert.Equal(SettleResult.Settled, held.Settle(Settlement.Ack));

        await client.WaitForReadyAsync(queue, 0);
    }

    [Fact]
    public async Task Should_delete_a_queue_that_nobody_uses()
    {
        var (client, queue) = await ConnectWithQueueAsync(queue => queue with { Expires = Delay });

        await Fixture.PassTimeAsync(Delay);

        await (await ConnectAsync()).WaitForNoneAsync(queue);
    }

    private async Task<string> DeclareDelayAsync(
        ContractClient client, string target, Func<QueueDeclaration, QueueDeclaration>? with = null)
    {
        var declaration = new QueueDeclaration(Unique("delay"))
        {
            Kind = QueueKind.Classic,
            DeadLetterExchange = "",
            DeadLetterRoutingKey = target,
        };
        await client.DeclareAsync(with is null ? declaration : with(declaration));
        return declaration.Name;
    }
}
