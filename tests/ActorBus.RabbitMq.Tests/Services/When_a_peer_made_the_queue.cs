using ActorBus.Distribution;
using ActorBus.RabbitMq.Tests.Support;
using ActorBus.Raw;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBus.RabbitMq.Tests.Services;

public sealed class When_a_peer_made_the_queue
{
    private readonly string _name = Rabbit.NewName("peer");
    private readonly Inbox<string> _handled = new();

    [Fact]
    public async Task Should_use_it_where_told_so_and_name_what_differs_otherwise()
    {
        await using var peer = await Rabbit.ConnectAsync();
        await peer.DeclareAsync(new Topology
        {
            Exchanges = [new ExchangeDeclaration("event", ExchangeKind.Topic)],
            Queues = [new QueueDeclaration($"paid.{_name}") { Kind = QueueKind.Classic, DeadLetterExchange = "amq.direct", DeadLetterRoutingKey = "dead" }],
        });

        var error = await Assert.ThrowsAsync<TopologyMismatchException>(() => StartAsync(QueueMismatch.Throw));
        Assert.Equal($"paid.{_name}", error.Name);
        Assert.Contains("OnQueueMismatch", error.Message, StringComparison.Ordinal);

        await using var service = await StartAsync(QueueMismatch.Ignore);
        Assert.Equal(PublishOutcome.Confirmed, await peer.PublishAsync(new OutgoingMessage("event", "paid", new BrokerMessage
        {
            Body = "seven"u8.ToArray(),
            Headers = new Dictionary<string, object> { ["category"] = "paid" },
        })));
        Assert.Equal("seven", await _handled.NextAsync());
    }

    [Theory]
    [InlineData(QueueMismatch.Ignore, "old")]
    [InlineData(QueueMismatch.Replace, "new")]
    public async Task Should_consume_it_raw_as_it_is_or_replaced(QueueMismatch onMismatch, string expected)
    {
        var queue = $"{_name}.jobs";
        await using var peer = await Rabbit.ConnectAsync();
        await peer.DeclareAsync(new Topology { Queues = [new QueueDeclaration(queue) { Kind = QueueKind.Classic, MaxLength = 1_000 }] });
        Assert.Equal(PublishOutcome.Confirmed, await peer.PublishAsync(Rabbit.To(queue, "old")));
        await using var service = await RabbitService.StartAsync(
            await Rabbit.OptionsAsync(), options => options.Raw = new RawBusOptions { AppName = _name, OnQueueMismatch = onMismatch });

        await service.Service.Raw.Routing(queue).Bind(queue).PublishAsync("new");
        await service.Service.Raw.Queue(queue, declaration => declaration).Callback((string body) => Note(body)).ConsumeAsync(Rabbit.Patience, multiple: false);

        Assert.Equal(expected, await _handled.NextAsync());
    }

    private Task Note(string body)
    {
        _handled.Add(body);
        return Task.CompletedTask;
    }

    private async Task<RabbitService> StartAsync(QueueMismatch onMismatch) => await RabbitService.StartAsync(
        _name, await Rabbit.OptionsAsync(), NullLogger.Instance,
        options => { options.Profile = WireProfile.Pigeon; options.OnQueueMismatch = onMismatch; },
        Handle.Event("paid", (string body) => _handled.Add(body)));
}
