using ActorBus.Brokers;
using ActorBus.Distribution;
using ActorBus.Distribution.Profiles;
using ActorBus.InMemory;
using ActorBus.Recovery;

namespace ActorBus.Tests.Distribution;

public sealed class When_a_queue_is_there_already
{
    private static readonly FailurePolicy Delayed = new() { ImmediateRetries = 0, DelayedRetries = [TimeSpan.FromMilliseconds(1)] };

    private readonly Inbox<string> _log = new();
    private readonly Inbox<string> _handled = new();

    [Theory]
    [InlineData(WireProfile.ActorBus, "billing")]
    [InlineData(WireProfile.Ecotone, "distributed_billing")]
    [InlineData(WireProfile.Pigeon, "paid.billing")]
    public async Task Should_not_start_on_it_unless_the_options_say_so(WireProfile profile, string queue)
    {
        await using var broker = await BrokerWithAsync(new QueueDeclaration(queue) { Kind = QueueKind.Classic, MaxLength = 500 });

        var error = await Assert.ThrowsAsync<TopologyMismatchException>(() => StartAsync(broker, profile, QueueMismatch.Throw));
        Assert.Equal(queue, error.Name);

        await using var billing = await StartAsync(broker, profile, QueueMismatch.Ignore);
        await billing.Bus.PublishEventAsync("paid", "seven");
        Assert.Equal("seven", await _handled.NextAsync());
        Assert.Contains($"Queue '{queue}' has other arguments", await _log.NextAsync(text => text.Contains("is used as it is", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_not_use_a_queue_for_retries_that_leads_elsewhere()
    {
        await using var broker = await BrokerWithAsync(new QueueDeclaration("billing.retry.1ms") { MessageTtl = TimeSpan.FromMilliseconds(1), DeadLetterExchange = "", DeadLetterRoutingKey = "other" });

        var error = await Assert.ThrowsAsync<TopologyMismatchException>(() => StartAsync(broker, WireProfile.ActorBus, QueueMismatch.Ignore));

        Assert.Equal("billing.retry.1ms", error.Name);
    }

    [Fact]
    public async Task Should_let_a_service_change_its_profile()
    {
        await using var broker = new InMemoryBroker();
        foreach (var profile in Enum.GetValues<WireProfile>())
        {
            await using var billing = await StartAsync(broker, profile, QueueMismatch.Throw);

            await billing.Bus.SendCommandAsync("billing", "failOnce", $"{profile}");

            Assert.Equal(["tried", $"{profile}"], await _handled.TakeAsync(2));
        }
    }

    [Fact]
    public async Task Should_say_once_that_a_classic_queue_does_not_count_what_comes_again()
    {
        await using var broker = new InMemoryBroker();
        var tries = 0;
        await using var billing = await TestService.StartAsync(
            "billing", broker, handlers => handlers.OnCommand<string>("again", (body, _) =>
            {
                if (++tries < 3) throw new InvalidOperationException("not yet");
                _handled.Add(body);
                return Task.CompletedTask;
            }),
            options => { options.Profile = WireProfile.Ecotone; options.FailurePolicy = new FailurePolicy { Action = FailureAction.Requeue }; }, log: _log);

        await billing.Bus.SendCommandAsync("billing", "again", "body");
        await _handled.NextAsync();
        billing.Log("the end");

        var entries = new List<string>();
        await _log.NextAsync(entry =>
        {
            entries.Add(entry);
            return entry.Contains("the end", StringComparison.Ordinal);
        });
        Assert.Single(entries, entry => entry.Contains("does not count how often", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_make_a_dead_letter_of_what_comes_again_too_often_where_an_Ecotone_queue_is_quorum()
    {
        await using var broker = new InMemoryBroker();
        await using var billing = await TestService.StartAsync(
            "billing", broker, handlers => handlers.OnCommand<string>("never", (_, _) => throw new InvalidOperationException("never")),
            options =>
            {
                options.Profile = WireProfile.Ecotone;
                options.QueueKind = QueueKind.Quorum;
                options.DeliveryLimit = 3;
                options.FailurePolicy = new FailurePolicy { Action = FailureAction.Requeue };
            });

        await billing.Bus.SendCommandAsync("billing", "never", "body");

        Assert.Equal(4L, (await billing.NextDeadLetterAsync()).Headers[WireHeaders.Attempts]);
    }

    private static async Task<InMemoryBroker> BrokerWithAsync(QueueDeclaration queue)
    {
        var broker = new InMemoryBroker();
        await using var peer = await broker.ConnectAsync(ConnectionPurpose.Publish, _ => { });
        await peer.DeclareAsync(new Topology { Queues = [queue] });
        return broker;
    }

    private Task<TestService> StartAsync(InMemoryBroker broker, WireProfile profile, QueueMismatch onMismatch)
    {
        var tries = 0;
        return TestService.StartAsync(
            "billing", broker, handlers => handlers.OnEvent<string>("paid", "paid", (body, _) => Note(body)).OnCommand<string>("failOnce", (body, _) => FailOnce(body), Delayed),
            options => { options.Profile = profile; options.OnQueueMismatch = onMismatch; }, log: _log);

        Task FailOnce(string body)
        {
            if (++tries > 1) return Note(body);
            Note("tried");
            throw new InvalidOperationException("once");
        }
    }

    private Task Note(string body)
    {
        _handled.Add(body);
        return Task.CompletedTask;
    }
}
