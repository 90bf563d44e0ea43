using ActorBus.Distribution;
using ActorBus.RabbitMq.Tests.Support;
using ActorBus.Raw;

namespace ActorBus.RabbitMq.Tests.Services;

public sealed class When_raw_publishers_and_consumers_have_names
{
    private readonly string _queue = Rabbit.NewName("raw.queue");
    private readonly string _exchange = Rabbit.NewName("raw.exchange");

    [Fact]
    public async Task Should_declare_publish_and_consume_as_the_options_say()
    {
        await using var billing = await StartAsync(
            new RawPublisherOptions
            {
                Exchange = _exchange,
                ExchangeKind = ExchangeKind.Topic,
                RoutingKey = "new.*",
                RoutingKeyHeader = "kind",
                Queue = _queue,
                MediaType = "text/plain",
                Persistent = false,
            },
            new RawConsumerOptions { Queue = _queue });
        var got = new Inbox<(string Body, RawDelivery Delivery)>();

        await billing.Service.Raw.Publisher("invoices").Header("kind", "new.paid").PublishAsync("{not JSON", new RawProperties { MessageId = "one" });
        await billing.Service.Raw.Publisher("invoices").Header("kind", "new.sent").PublishAsync(new { id = 7 }, new RawProperties { ContentType = "application/json" });
        for (var i = 0; i < 2; i++) await billing.Service.Raw.Consumer("payments").Callback<string>(Ack(got)).ConsumeAsync(Rabbit.Patience, multiple: false);

        var (body, delivery) = await got.NextAsync();
        Assert.Equal(("{not JSON", "text/plain", "new.paid", "one", false), (body, delivery.Message.ContentType, delivery.RoutingKey, delivery.Message.MessageId, delivery.Message.Persistent));
        Assert.Equal((_exchange, _queue), (delivery.Exchange, delivery.Queue));
        (body, delivery) = await got.NextAsync();
        Assert.Equal(("""{"id":7}""", "application/json", "new.sent"), (body, delivery.Message.ContentType, delivery.RoutingKey));
        Assert.Equal(0, await billing.CountAsync(_queue));
    }

    [Fact]
    public async Task Should_declare_the_queue_of_a_consumer_that_says_so()
    {
        await using var billing = await StartAsync(new RawPublisherOptions { RoutingKey = _queue }, new RawConsumerOptions { Queue = _queue, Declare = true });
        var got = new Inbox<(string Body, RawDelivery Delivery)>();
        using var stop = new CancellationTokenSource();
        var consuming = billing.Service.Raw.Consumer("payments").Callback<string>(Ack(got)).ConsumeAsync(cancellationToken: stop.Token);
        await ExistsAsync();

        await billing.Service.Raw.Publisher("invoices").PublishAsync("body");

        Assert.Equal("body", (await got.NextAsync()).Body);
        Assert.DoesNotContain(billing.Service.Bridges, status => status.Role.StartsWith("raw", StringComparison.Ordinal));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => consuming);
    }

    [Fact]
    public async Task Should_say_at_start_and_to_whoever_consumes_that_the_queue_is_missing_until_it_is_there()
    {
        await using var billing = await StartAsync(new RawPublisherOptions { RoutingKey = _queue }, new RawConsumerOptions { Queue = _queue });
        var status = Assert.Single(billing.Service.Bridges, one => one.Role == "raw consumer 'payments'");
        Assert.Equal(BridgeHealth.Connecting, status.Now.Health);
        Assert.Contains($"there is no queue '{_queue}'", status.Now.Reason, StringComparison.Ordinal);
        var got = new Inbox<(string Body, RawDelivery Delivery)>();
        var consumer = billing.Service.Raw.Consumer("payments").Callback<string>(Ack(got));

        var error = await Assert.ThrowsAsync<BrokerException>(() => consumer.ConsumeAsync(Rabbit.Patience));

        Assert.False(error.IsTransient);
        Assert.Contains($"Queue '{_queue}' cannot be consumed", error.Message, StringComparison.Ordinal);
        Assert.Equal((BridgeHealth.Stopped, error.Message), (status.Now.Health, status.Now.Reason));
        await using var connection = await Rabbit.ConnectAsync();
        await connection.DeclareAsync(new Topology { Queues = [new QueueDeclaration(_queue) { Expires = TimeSpan.FromMinutes(10) }] });
        await billing.Service.Raw.Publisher("invoices").PublishAsync("body");
        await consumer.ConsumeAsync(Rabbit.Patience, multiple: false);
        Assert.Equal("body", (await got.NextAsync()).Body);
        Assert.Equal(BridgeHealth.Open, status.Now.Health);
    }

    [Fact]
    public async Task Should_name_the_exchange_that_a_publisher_needs_and_publish_once_it_is_there()
    {
        await using var billing = await StartAsync(new RawPublisherOptions { Exchange = _exchange, RoutingKey = "new" }, new RawConsumerOptions { Events = "#" });
        var publisher = billing.Service.Raw.Publisher("invoices");

        var error = await Assert.ThrowsAsync<DeliveryFailedException>(() => publisher.PublishAsync("body"));

        Assert.Contains(_exchange, error.Message, StringComparison.Ordinal);
        await using var connection = await Rabbit.ConnectAsync();
        await connection.DeclareAsync(new Topology
        {
            Exchanges = [new ExchangeDeclaration(_exchange, ExchangeKind.Direct)],
            Queues = [new QueueDeclaration(_queue) { Expires = TimeSpan.FromMinutes(10) }],
            Bindings = [new BindingDeclaration(_exchange, _queue, "new")],
        });
        await publisher.PublishAsync("body");
        Assert.Equal(1, await billing.CountAsync(_queue));
    }

    private static Func<string, RawDelivery, Task> Ack(Inbox<(string Body, RawDelivery Delivery)> got) => (body, delivery) =>
    {
        delivery.Ack();
        got.Add((body, delivery));
        return Task.CompletedTask;
    };

    private static async Task<RabbitService> StartAsync(RawPublisherOptions publisher, RawConsumerOptions consumer) => await RabbitService.StartAsync(
        await Rabbit.OptionsAsync(),
        options => options.Raw = new RawBusOptions
        {
            AppName = options.ServiceName,
            Publishers = new Dictionary<string, RawPublisherOptions> { ["invoices"] = publisher },
            Consumers = new Dictionary<string, RawConsumerOptions> { ["payments"] = consumer },
        });

    private async Task ExistsAsync()
    {
        await using var connection = await Rabbit.ConnectAsync();
        using var limit = new CancellationTokenSource(Rabbit.Patience);
        while (await connection.InspectAsync(_queue, limit.Token) is null) await Task.Yield();
    }
}
