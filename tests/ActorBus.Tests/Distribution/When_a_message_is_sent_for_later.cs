using ActorBus.Brokers;
using ActorBus.Distribution;
using ActorBus.Distribution.Profiles;
using ActorBus.Distribution.Sending;
using ActorBus.InMemory;
using ActorBus.Recovery;
using ActorBus.Testing;

namespace ActorBus.Tests.Distribution;

public sealed class When_a_message_is_sent_for_later : IAsyncLifetime
{
    private readonly ManualTimeProvider _time = new();
    private readonly Inbox<string> _handled = new();
    private InMemoryBroker _broker = null!;
    private TestService _billing = null!;

    public async Task InitializeAsync()
    {
        _broker = new InMemoryBroker(new InMemoryBrokerOptions { TimeProvider = _time });
        _billing = await TestService.StartAsync(
            "billing", _broker,
            handlers => handlers
                .OnCommand<string>("change", (body, _) => Put(body))
                .OnEvent<string>("paid", "billing.*", (body, context) => Put($"{context.RoutingKey} {body}")),
            time: _time);
    }

    public async Task DisposeAsync()
    {
        await _billing.DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Fact]
    public async Task Should_come_when_the_delay_is_over_and_not_before()
    {
        await SendAsync(new SendOptions { Delay = TimeSpan.FromSeconds(10) });

        await PassAsync(TimeSpan.FromSeconds(10) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, _handled.Waiting);
        await PassAsync(TimeSpan.FromMilliseconds(1));
        Assert.Equal("body", await _handled.NextAsync());
    }

    [Fact]
    public async Task Should_not_wait_behind_a_longer_delay()
    {
        await SendAsync(new SendOptions { Delay = TimeSpan.FromMinutes(10) }, "long");
        await SendAsync(new SendOptions { Delay = TimeSpan.FromSeconds(1) }, "short");

        await PassAsync(TimeSpan.FromSeconds(1));

        Assert.Equal("short", await _handled.NextAsync());
        Assert.Equal(0, _handled.Waiting);
    }

    [Fact]
    public async Task Should_come_at_the_moment_that_was_said()
    {
        await SendAsync(new SendOptions { DeliverAt = _time.GetUtcNow() + TimeSpan.FromHours(2) });

        await PassAsync(TimeSpan.FromHours(2) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, _handled.Waiting);
        await PassAsync(TimeSpan.FromMilliseconds(1));
        Assert.Equal("body", await _handled.NextAsync());
    }

    [Fact]
    public async Task Should_come_at_once_when_the_moment_has_passed()
    {
        await SendAsync(new SendOptions { DeliverAt = _time.GetUtcNow() - TimeSpan.FromHours(2) });

        Assert.Equal("body", await _handled.NextAsync());
    }

    [Fact]
    public async Task Should_reach_those_who_listen_to_a_delayed_event()
    {
        await _billing.Bus.With(new SendOptions { Delay = TimeSpan.FromSeconds(10) }).PublishEventAsync("billing.paid", "body");

        await PassAsync(TimeSpan.FromSeconds(10));

        Assert.Equal("billing.paid body", await _handled.NextAsync());
    }

    [Fact]
    public async Task Should_be_told_at_once_that_there_is_no_such_service()
    {
        var error = await Assert.ThrowsAsync<DeliveryFailedException>(
            () => _billing.Bus.With(new SendOptions { Delay = TimeSpan.FromSeconds(10) }).SendCommandAsync("nobody", "change", "body"));

        Assert.Equal(PublishStatus.Returned, error.Status);
    }

    [Fact]
    public async Task Should_become_a_dead_letter_when_it_waited_longer_than_it_may()
    {
        await _billing.DisposeAsync();
        _billing = await StartIdleAsync();
        await SendAsync(new SendOptions { TimeToLive = TimeSpan.FromSeconds(5) });

        await PassAsync(TimeSpan.FromSeconds(5));

        Assert.Equal("body"u8.ToArray(), (await _billing.NextDeadLetterAsync()).Body.ToArray());
    }

    [Fact]
    public async Task Should_count_the_time_to_live_from_the_end_of_the_delay()
    {
        await _billing.DisposeAsync();
        _billing = await StartIdleAsync();
        await SendAsync(new SendOptions { Delay = TimeSpan.FromMinutes(1), TimeToLive = TimeSpan.FromSeconds(5) }, "late");
        await PassAsync(TimeSpan.FromSeconds(66));
        await SendAsync(new SendOptions { TimeToLive = TimeSpan.FromSeconds(5) }, "in time");
        await _billing.DisposeAsync();
        await InitializeServiceAsync();

        Assert.Equal("in time", await _handled.NextAsync());
        var dead = await _billing.NextDeadLetterAsync();
        Assert.Equal((nameof(DeadLetterReason.Expired), "late"), (dead.Headers[WireHeaders.FailureReason], System.Text.Encoding.UTF8.GetString(dead.Body.Span)));
    }

    [Fact]
    public async Task Should_be_refused_when_it_has_expired_before_it_is_sent()
    {
        var error = await Assert.ThrowsAsync<DeliveryFailedException>(
            () => SendAsync(new SendOptions { ExpiresAt = _time.GetUtcNow() - TimeSpan.FromSeconds(1) }));

        Assert.Equal(PublishStatus.Failed, error.Status);
    }

    [Fact]
    public async Task Should_be_refused_when_no_broker_holds_it_so_long()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => SendAsync(new SendOptions { DeliverAt = _time.GetUtcNow() + TimeSpan.FromDays(25) }));

        Assert.Contains("24.00:00:00 at most", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_be_handled_until_it_expires_however_far_away_that_is()
    {
        await _billing.DisposeAsync();
        _billing = await StartIdleAsync();
        await SendAsync(new SendOptions { ExpiresAt = _time.GetUtcNow() + TimeSpan.FromDays(60) }, "in time");
        await SendAsync(new SendOptions { ExpiresAt = _time.GetUtcNow() + TimeSpan.FromDays(50) }, "too late");
        await PassAsync(TimeSpan.FromDays(55));
        await _billing.DisposeAsync();
        await InitializeServiceAsync();

        Assert.Equal("in time", await _handled.NextAsync());
        Assert.Equal(nameof(DeadLetterReason.Expired), (await _billing.NextDeadLetterAsync()).Headers[WireHeaders.FailureReason]);
        Assert.Equal(0, _handled.Waiting);
    }

    [Fact]
    public async Task Should_not_be_sent_when_the_caller_has_given_up_before()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _billing.Bus.SendCommandAsync("billing", "change", "body", cancellationToken: gone.Token));

        await _broker.Control.WaitUntilIdleAsync();
        Assert.Equal(0, _handled.Waiting);
    }

    [Fact]
    public async Task Should_be_refused_when_somebody_waits_for_the_answer() => await Assert.ThrowsAsync<ArgumentException>(
        () => _billing.Bus.With(new SendOptions { Delay = TimeSpan.FromSeconds(1) }).AskAsync<string>("billing", "question", "body"));

    [Fact]
    public void Should_be_refused_with_every_reason_when_the_options_contradict_each_other()
    {
        var error = Assert.Throws<ArgumentException>(() => _billing.Bus.With(new SendOptions
        {
            Timeout = TimeSpan.Zero,
            Delay = TimeSpan.FromDays(25),
            DeliverAt = _time.GetUtcNow(),
            TimeToLive = TimeSpan.Zero,
            ExpiresAt = _time.GetUtcNow(),
        }));

        Assert.All(["Timeout is", "Delay is", "TimeToLive is", "DeliverAt", "ExpiresAt"], part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Should_be_refused_when_it_may_take_longer_than_a_timer_counts() =>
        Assert.Contains("Timeout is", Assert.Throws<ArgumentException>(() => _billing.Bus.With(new SendOptions { Timeout = TimeSpan.MaxValue })).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("00:00:00.001", "00:00:00.001")]
    [InlineData("00:00:01.234", "00:00:01.240")]
    [InlineData("00:00:30", "00:00:30")]
    [InlineData("00:01:30", "00:01:30")]
    [InlineData("00:59:59", "01:00:00")]
    [InlineData("1.00:00:00", "1.00:00:00")]
    [InlineData("23.23:59:59.9999999", "24.00:00:00")]
    public void Should_be_held_for_one_of_few_delays_and_never_for_less(string delay, string held) =>
        Assert.Equal(TimeSpan.Parse(held), DelayedMessage.RoundUp(TimeSpan.Parse(delay)));

    [Fact]
    public void Should_use_few_queues_however_many_delays_there_are()
    {
        var random = new Random(5);
        var delays = Enumerable.Range(0, 100_000).Select(_ => TimeSpan.FromMilliseconds(Math.Exp(random.NextDouble() * Math.Log(DelayedMessage.Longest.TotalMilliseconds))));

        var held = delays.Select(delay => (delay, held: DelayedMessage.RoundUp(delay))).ToList();

        Assert.InRange(held.Select(pair => pair.held).Distinct().Count(), 1, 2_000);
        Assert.All(held, pair => Assert.InRange(pair.held, pair.delay, (pair.delay * 1.0501) + TimeSpan.FromMilliseconds(1)));
    }

    private async Task InitializeServiceAsync() => _billing = await TestService.StartAsync(
        "billing", _broker, handlers => handlers.OnCommand<string>("change", (body, _) => Put(body)), time: _time);

    /// <summary>A service whose queue is there and not consumed.</summary>
    private Task<TestService> StartIdleAsync() => TestService.StartAsync(
        "billing", _broker, handlers => handlers.OnCommand<string>("change", (body, _) => Put(body)), options => options.Consume = false, _time);

    private Task SendAsync(SendOptions options, string body = "body") => _billing.Bus.With(options).SendCommandAsync("billing", "change", body);

    private async Task PassAsync(TimeSpan time)
    {
        await _broker.Control.WaitUntilIdleAsync();
        _time.Advance(time);
        await _broker.Control.WaitUntilIdleAsync();
    }

    private Task Put(string body)
    {
        _handled.Add(body);
        return Task.CompletedTask;
    }
}
