using System.Text;
using ActorBus.Brokers;
using ActorBus.InMemory;
using ActorBus.Raw;
using ActorBus.Tests.Distribution;

namespace ActorBus.Tests.Raw;

public sealed class When_a_raw_queue_is_there_already : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    // As a peer made it: without ActorBus's arguments.
    private static readonly QueueDeclaration Theirs = new("payment.done.shop") { Kind = QueueKind.Classic, MaxLength = 1_000 };

    private readonly InMemoryBroker _broker = new();
    private readonly Inbox<string> _log = new();
    private readonly List<string> _got = [];

    public async Task InitializeAsync()
    {
        await using var peer = await _broker.ConnectAsync(ConnectionPurpose.Publish, _ => { });
        await peer.DeclareAsync(new Topology { Queues = [Theirs] });
        await peer.PublishAsync(new OutgoingMessage("", Theirs.Name, new BrokerMessage { Body = "old"u8.ToArray() }));
    }

    public Task DisposeAsync() => _broker.DisposeAsync().AsTask();

    [Fact]
    public async Task Should_use_it_as_it_is_and_say_so()
    {
        await using var shop = await StartAsync(new RawBusOptions { AppName = "shop" });

        await Consumer(shop).ConsumeAsync(Soon, multiple: false);
        await shop.Service.Raw.DispatchAsync("payment.done", "new");
        await Consumer(shop).ConsumeAsync(Soon, multiple: false);

        Assert.Equal(["old", "new"], _got);
        Assert.Equal(Theirs, (await QueueAsync()).Declaration);
        var entry = await _log.NextAsync(text => text.Contains("is used as it is", StringComparison.Ordinal));
        Assert.StartsWith("Warning Queue 'payment.done.shop'", entry, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_refuse_it_where_the_options_say_so()
    {
        await using var shop = await StartAsync(new RawBusOptions { AppName = "shop", OnQueueMismatch = QueueMismatch.Throw });

        var error = await Assert.ThrowsAsync<TopologyMismatchException>(() => Consumer(shop).ConsumeAsync(Soon, multiple: false));
        await Assert.ThrowsAsync<TopologyMismatchException>(() => shop.Service.Raw.Routing("key").Bind(Theirs.Name).PublishAsync("new"));

        Assert.Equal(Theirs.Name, error.Name);
        Assert.Equal((Theirs, 1), ((await QueueAsync()).Declaration, (await QueueAsync()).Ready));
    }

    [Fact]
    public async Task Should_replace_it_with_what_lies_in_it_where_the_options_say_so_and_log_an_error()
    {
        await using var shop = await StartAsync(new RawBusOptions { AppName = "shop", OnQueueMismatch = QueueMismatch.Replace });

        await shop.Service.Raw.Routing("key").Bind(Theirs.Name).PublishAsync("new");
        await Consumer(shop).ConsumeAsync(Soon, multiple: false);

        Assert.Equal(["new"], _got);
        Assert.Equal(new QueueDeclaration(Theirs.Name), (await QueueAsync()).Declaration);
        var entry = await _log.NextAsync(text => text.Contains("is deleted with", StringComparison.Ordinal));
        Assert.StartsWith("Error Queue 'payment.done.shop' has other arguments than it should, and is deleted with all that lies in it (messages: 1)", entry, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_treat_only_queues_so_and_pass_other_refusals_on()
    {
        await using var peer = await _broker.ConnectAsync(ConnectionPurpose.Publish, _ => { });
        await peer.DeclareAsync(new Topology { Exchanges = [new ExchangeDeclaration("event", ExchangeKind.Fanout)] });
        await using var shop = await StartAsync(new RawBusOptions { AppName = "shop" });

        var error = await Assert.ThrowsAsync<TopologyMismatchException>(() => Consumer(shop).ConsumeAsync(Soon, multiple: false));

        Assert.Equal("event", error.Name);
        await Assert.ThrowsAsync<BrokerException>(() => shop.Service.Raw.Queue("amq.mine", queue => queue).Callback((string _) => Task.CompletedTask).ConsumeAsync(Soon));
    }

    private Task<TestService> StartAsync(RawBusOptions options) =>
        TestService.StartAsync("shop", _broker, _ => { }, configured => configured.Raw = options, log: _log);

    private RawConsumer Consumer(TestService shop) => shop.Service.Raw.Events("payment.done").Callback((byte[] body) =>
    {
        _got.Add(Encoding.UTF8.GetString(body));
        return Task.CompletedTask;
    });

    private async Task<InMemoryQueueState> QueueAsync() => (await _broker.Control.ListQueuesAsync()).Single(queue => queue.Name == Theirs.Name);
}
