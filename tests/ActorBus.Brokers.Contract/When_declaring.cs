namespace ActorBus.Brokers.Contract;

public abstract class When_declaring(BrokerFixture fixture) : BrokerContractTests(fixture)
{
    [Fact]
    public async Task Should_accept_the_same_twice_and_keep_what_is_there()
    {
        var client = await ConnectAsync();
        var topology = new Topology
        {
            Exchanges = [new(Unique("exchange"), ExchangeKind.Topic)],
            Queues = [new(Unique("queue")) { DeliveryLimit = 5, MessageTtl = TimeSpan.FromHours(1), MaxLength = 1000 }],
            Bindings = [new(Unique("exchange"), Unique("queue"), "a.*")],
        };
        await client.DeclareAsync(topology);
        await client.FillAsync(Unique("queue"), "there");

        await client.DeclareAsync(topology);

        await client.WaitForReadyAsync(Unique("queue"), 1);
    }

    [Fact]
    public async Task Should_refuse_a_queue_that_is_there_with_other_arguments()
    {
        var (client, queue) = await ConnectWithQueueAsync();

        var error = await Assert.ThrowsAsync<TopologyMismatchException>(
            () => client.DeclareAsync(new QueueDeclaration(queue) { MessageTtl = TimeSpan.FromSeconds(1) }));

        Assert.Equal(queue, error.Name);
        Assert.Contains(queue, error.Message);
        Assert.False(error.IsTransient);
    }

    [Fact]
    public async Task Should_refuse_a_queue_that_is_there_as_another_kind()
    {
        var (client, queue) = await ConnectWithQueueAsync();

        var error = await Assert.ThrowsAsync<TopologyMismatchException>(
            () => client.DeclareAsync(new QueueDeclaration(queue) { Kind = QueueKind.Classic }));

        Assert.Equal(queue, error.Name);
    }

    [Fact]
    public async Task Should_refuse_names_that_are_too_long_and_go_on()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        var longName = Unique(new string('q', 256));
        var exchange = new ExchangeDeclaration(Unique("exchange"), ExchangeKind.Topic);

        foreach (var topology in new Topology[]
        {
            new() { Queues = [new(longName)] },
            new() { Exchanges = [new(longName, ExchangeKind.Topic)] },
            new() { Exchanges = [exchange], Bindings = [new(exchange.Name, queue, longName)] },
        })
        {
            var error = await Assert.ThrowsAsync<BrokerException>(() => client.DeclareAsync(topology));
            Assert.Contains("255 bytes", error.Message);
            Assert.False(error.IsTransient);
        }

        await client.DeclareAsync(new Topology { Exchanges = [exchange], Bindings = [new(exchange.Name, queue, "a.*")] });
    }

    [Fact]
    public async Task Should_refuse_an_exchange_that_is_there_as_another_kind()
    {
        var client = await ConnectAsync();
        await client.DeclareAsync(new Topology { Exchanges = [new(Unique("exchange"), ExchangeKind.Topic)] });

        var error = await Assert.ThrowsAsync<TopologyMismatchException>(
            () => client.DeclareAsync(new Topology { Exchanges = [new(Unique("exchange"), ExchangeKind.Direct)] }));

        Assert.Equal(Unique("exchange"), error.Name);
    }

    [Fact]
    public async Task Should_refuse_a_binding_to_what_is_not_there()
    {
        var (client, queue) = await ConnectWithQueueAsync();

        var error = await Assert.ThrowsAsync<BrokerException>(
            () => client.DeclareAsync(new Topology { Bindings = [new(Unique("missing"), queue, "key")] }));

        Assert.Contains(Unique("missing"), error.Message);
        Assert.False(error.IsTransient);
    }

    [Fact]
    public async Task Should_refuse_names_that_belong_to_the_broker()
    {
        var client = await ConnectAsync();

        var error = await Assert.ThrowsAsync<BrokerException>(
            () => client.DeclareAsync(new QueueDeclaration(Unique("amq.queue"))));

        Assert.Contains("amq.", error.Message);
        Assert.False(error.IsTransient);
    }

    [Fact]
    public async Task Should_go_on_after_a_refusal()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        await Assert.ThrowsAsync<TopologyMismatchException>(
            () => client.DeclareAsync(new QueueDeclaration(queue) { MaxLength = 1 }));

        await client.DeclareAsync(new QueueDeclaration(Unique("other")));
        await client.FillAsync(Unique("other"), "still here");

        Assert.True(client.Connection.IsOpen);
        await (await client.ConsumeAsync(Unique("other"))).ExpectAsync("still here");
    }
}
