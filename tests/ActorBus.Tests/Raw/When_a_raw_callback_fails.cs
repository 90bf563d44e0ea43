using ActorBus.Brokers;
using ActorBus.InMemory;
using ActorBus.Raw;
using ActorBus.Recovery;
using ActorBus.Tests.Distribution;

namespace ActorBus.Tests.Raw;

public sealed class When_a_raw_callback_fails
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly Inbox<string> _log = new();

    [Theory]
    [InlineData(FailureAction.Ack)]
    [InlineData(FailureAction.Reject)]
    [InlineData(FailureAction.Requeue)]
    [InlineData(FailureAction.Throw)]
    public async Task Should_log_the_exception_and_its_trace_but_never_the_body(FailureAction onFailure)
    {
        await using var broker = new InMemoryBroker();
        await using var shop = await StartAsync(broker, new RawBusOptions { AppName = "shop", OnFailure = onFailure });
        await shop.Service.Raw.Routing("jobs").Bind("jobs").PublishAsync("""{"purchase":7,"note":"two\u000alines"}""", new RawProperties { MessageId = "id-1\nforged" });

        await shop.Service.Raw.Queue("jobs").Callback<string>((_, _) => throw new InvalidOperationException("on purpose")).ConsumeAsync(Soon, multiple: false)
            .ContinueWith(consumed => Assert.Equal(onFailure == FailureAction.Throw, consumed.IsFaulted), TaskScheduler.Default);

        var entry = await _log.NextAsync(text => text.Contains("The callback of queue 'jobs' failed", StringComparison.Ordinal));
        Assert.StartsWith("Error ", entry, StringComparison.Ordinal);
        Assert.Contains($"what is done with it: {onFailure}", entry, StringComparison.Ordinal);
        Assert.Contains("'id-1?forged'", entry, StringComparison.Ordinal);
        Assert.DoesNotContain("purchase", entry, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException: on purpose", entry, StringComparison.Ordinal);
        Assert.Contains(nameof(Should_log_the_exception_and_its_trace_but_never_the_body), entry, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_give_back_what_would_be_lost_by_a_rejection()
    {
        await using var broker = new InMemoryBroker();
        await using var shop = await StartAsync(broker, new RawBusOptions { AppName = "shop" });
        await shop.Service.Raw.Routing("jobs").Bind("jobs").PublishAsync("bad");

        await shop.Service.Raw.Queue("jobs", queue => queue).Callback<string>((_, _) => throw new InvalidOperationException("on purpose"))
            .ConsumeAsync(Soon, multiple: false);

        Assert.True(Assert.Single(await broker.Control.PeekAsync("jobs")).Returns > 0);
        await _log.NextAsync(text => text.Contains("goes back, because its queue has no dead letter target", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false, "was made by somebody else")]
    [InlineData(true, "has no dead letter target")]
    public async Task Should_warn_once_when_a_message_is_rejected_that_may_be_lost(bool declare, string text)
    {
        await using var broker = new InMemoryBroker();
        await using var shop = await StartAsync(broker, new RawBusOptions { AppName = "shop" });
        var bus = shop.Service.Raw;
        for (var i = 0; i < 3; i++) await bus.Routing("jobs").Bind("jobs").PublishAsync($"job {i}");
        using var stop = new CancellationTokenSource();

        var consuming = bus.Queue("jobs", declare ? queue => queue : null).Callback<string>((body, delivery) =>
        {
            Assert.Equal(SettleResult.Settled, body == "job 2" ? delivery.Ack() : delivery.Reject(requeue: false));
            if (body == "job 2") stop.Cancel();
            return Task.CompletedTask;
        }).ConsumeAsync(cancellationToken: stop.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => consuming);
        await shop.Service.StopAsync(Soon);

        Assert.StartsWith("Warning ", await _log.NextAsync(entry => entry.Contains(text, StringComparison.Ordinal)), StringComparison.Ordinal);
        // The order of entries is that of writing: what comes last is behind a second warning, if there were one.
        shop.Log("the end");
        var rest = new List<string>();
        await _log.NextAsync(entry =>
        {
            rest.Add(entry);
            return entry.Contains("the end", StringComparison.Ordinal);
        });
        Assert.DoesNotContain(rest, entry => entry.Contains("what is rejected is lost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_not_warn_where_there_is_a_dead_letter_target()
    {
        await using var broker = new InMemoryBroker();
        await using var shop = await TestService.StartAsync("shop", broker, _ => { }, log: _log);
        var bus = shop.Service.Raw;
        await bus.Routing("jobs").Bind("jobs").PublishAsync("bad");

        await bus.Queue("jobs", queue => queue).Callback<string>((_, delivery) =>
        {
            delivery.Reject(requeue: false);
            return Task.CompletedTask;
        }).ConsumeAsync(Soon, multiple: false);
        shop.Log("the end");

        var entries = new List<string>();
        await _log.NextAsync(entry =>
        {
            entries.Add(entry);
            return entry.Contains("the end", StringComparison.Ordinal);
        });
        Assert.DoesNotContain(entries, entry => entry.Contains("is lost", StringComparison.Ordinal));
        Assert.Equal(1, await shop.CountDeadLettersAsync());
    }

    private Task<TestService> StartAsync(InMemoryBroker broker, RawBusOptions options) =>
        TestService.StartAsync("shop", broker, _ => { }, configured => configured.Raw = options, log: _log);
}
