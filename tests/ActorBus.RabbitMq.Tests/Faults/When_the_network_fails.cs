using System.Diagnostics;
using ActorBus.RabbitMq.Tests.Support;

namespace ActorBus.RabbitMq.Tests.Faults;

public sealed class When_the_network_fails
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_notice_a_cut_at_once(bool reset)
    {
        await using var proxy = await Rabbit.ProxyAsync();
        var events = new Inbox<ConnectionEvent>();
        await using var connection = await Rabbit.ConnectAsync(await Rabbit.OptionsAsync(proxy), onEvent: events.Add);

        var started = Stopwatch.GetTimestamp();
        if (reset)
            proxy.Reset();
        else
            proxy.Close();

        await events.NextAsync<ConnectionEvent.Closed>();
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.False(connection.IsOpen);
    }

    [Theory]
    [InlineData(ProxyDirection.Both)]
    [InlineData(ProxyDirection.ToClient)]
    public async Task Should_notice_silence_within_the_limit(ProxyDirection direction)
    {
        await using var proxy = await Rabbit.ProxyAsync();
        var events = new Inbox<ConnectionEvent>();
        await using var connection = await Rabbit.ConnectAsync(await OptionsAsync(proxy), onEvent: events.Add);

        proxy.Swallow = direction;
        var started = Stopwatch.GetTimestamp();
        var closed = await events.NextAsync<ConnectionEvent.Closed>();

        Assert.Contains("nothing was heard", closed.Reason);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task Should_give_up_when_only_answers_to_publishes_stay_away()
    {
        await using var proxy = await Rabbit.ProxyAsync();
        var options = await OptionsAsync(proxy);
        options.Heartbeat = TimeSpan.FromSeconds(30);
        options.ConfirmTimeout = TimeSpan.FromSeconds(1);
        var events = new Inbox<ConnectionEvent>();
        await using var connection = await Rabbit.ConnectAsync(options, onEvent: events.Add);
        var queue = await Rabbit.QueueAsync(connection);

        proxy.Swallow = ProxyDirection.ToServer;
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => connection.PublishAsync(Rabbit.To(queue))))
            .WaitAsync(Rabbit.Patience);

        Assert.All(outcomes, outcome => Assert.Equal(PublishStatus.Unknown, outcome.Status));
        Assert.Contains("no answer", (await events.NextAsync<ConnectionEvent.Closed>()).Reason);
    }

    [Fact]
    public async Task Should_give_up_when_a_request_gets_no_answer()
    {
        await using var proxy = await Rabbit.ProxyAsync();
        var options = await OptionsAsync(proxy);
        options.RequestTimeout = TimeSpan.FromSeconds(1);
        options.Heartbeat = TimeSpan.FromSeconds(30);
        await using var connection = await Rabbit.ConnectAsync(options);

        proxy.Swallow = ProxyDirection.ToServer;
        var error = await Assert.ThrowsAsync<BrokerException>(() => connection.InspectAsync("any")).WaitAsync(Rabbit.Patience);

        Assert.True(error.IsTransient);
        Assert.Contains("inspect queue 'any'", error.Message);
        Assert.False(connection.IsOpen);
    }

    [Fact]
    public async Task Should_not_mind_a_short_pause()
    {
        await using var proxy = await Rabbit.ProxyAsync();
        await using var connection = await Rabbit.ConnectAsync(await Rabbit.OptionsAsync(proxy));
        var queue = await Rabbit.QueueAsync(connection);

        proxy.Stall = ProxyDirection.Both;
        var publish = connection.PublishAsync(Rabbit.To(queue));
        await Task.Delay(TimeSpan.FromSeconds(2));
        proxy.Stall = 0;

        Assert.Equal(PublishOutcome.Confirmed, await publish.WaitAsync(Rabbit.Patience));
        Assert.True(connection.IsOpen);
    }

    [Fact]
    public async Task Should_give_every_publish_its_outcome_when_the_send_window_is_full_and_the_connection_is_reset()
    {
        await using var proxy = await Rabbit.ProxyAsync();
        await using var connection = await Rabbit.ConnectAsync(await Rabbit.OptionsAsync(proxy));
        var queue = await Rabbit.QueueAsync(connection);
        var message = new OutgoingMessage("", queue, new BrokerMessage { Body = new byte[256 * 1024] });

        proxy.Stall = ProxyDirection.ToServer;
        var publishes = Enumerable.Range(0, 800).Select(_ => connection.PublishAsync(message)).ToArray();
        await Task.Delay(TimeSpan.FromSeconds(1));
        var started = Stopwatch.GetTimestamp();
        proxy.Reset();
        var outcomes = await Task.WhenAll(publishes).WaitAsync(Rabbit.Patience);

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.InRange(outcomes.Count(outcome => outcome.Status == PublishStatus.Unknown), 1, 100);
        Assert.All(outcomes, outcome => Assert.True(outcome.Status is PublishStatus.Unknown or PublishStatus.Failed, $"{outcome}"));
    }

    [Fact]
    public async Task Should_lose_nothing_in_a_storm_of_resets()
    {
        await using var proxy = await Rabbit.ProxyAsync();
        var direct = await Rabbit.OptionsAsync();
        await using var other = await Rabbit.ConnectAsync(direct);
        var queue = await Rabbit.QueueAsync(other);
        var ledger = new Ledger();
        var publisher = new SteadyPublisher(await Rabbit.OptionsAsync(proxy), queue, ledger, bodySize: 2000);
        var publishing = publisher.RunAsync();

        for (var round = 1; round <= 10; round++)
        {
            await publisher.ReachAsync(publisher.Confirmed + 300);
            proxy.Reset();
        }

        var confirmed = publisher.Confirmed;
        var started = Stopwatch.GetTimestamp();
        await publisher.ReachAsync(confirmed + 1);
        var back = Stopwatch.GetElapsedTime(started);
        publisher.Stop();
        await publishing;
        await Drain.IntoAsync(ledger, direct, queue);

        Assert.Empty(ledger.Lost);
        Assert.InRange(publisher.Connections, 11, 200);
        Assert.InRange(ledger.Unknown, 0, 1000);
        Assert.InRange(ledger.Duplicates, 0, ledger.Unknown);
        Assert.InRange(back, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Should_work_byte_by_byte()
    {
        await using var proxy = await Rabbit.ProxyAsync();
        await using var connection = await Rabbit.ConnectAsync(await Rabbit.OptionsAsync(proxy));
        var queue = await Rabbit.QueueAsync(connection);
        proxy.ChunkSize = 1;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => connection.PublishAsync(Rabbit.To(queue, $"{i}"))));
        var inbox = new Inbox<Delivery>();
        await connection.ConsumeAsync(queue, 10, inbox.Add, _ => { });

        Assert.All(outcomes, outcome => Assert.Equal(PublishOutcome.Confirmed, outcome));
        for (var i = 0; i < 50; i++)
        {
            var delivery = await inbox.NextAsync();
            Assert.Equal($"{i}", Rabbit.TextOf(delivery));
            delivery.Settle(Settlement.Ack);
        }
    }

    [Fact]
    public async Task Should_survive_when_many_connections_go_silent_together()
    {
        await using var proxy = await Rabbit.ProxyAsync();
        var options = await Rabbit.OptionsAsync(proxy);
        options.Heartbeat = TimeSpan.FromSeconds(1);
        options.SilenceLimit = TimeSpan.FromSeconds(2);
        var events = new Inbox<ConnectionEvent>();
        var connections = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Rabbit.ConnectAsync(options, onEvent: events.Add)));
        var queue = await Rabbit.QueueAsync(connections[0]);
        foreach (var connection in connections)
            await connection.ConsumeAsync(queue, 10, _ => { }, _ => { });

        proxy.Swallow = ProxyDirection.Both;
        for (var i = 0; i < connections.Length; i++)
            await events.NextAsync<ConnectionEvent.Closed>();

        Assert.All(connections, connection => Assert.False(connection.IsOpen));
        await Task.WhenAll(connections.Select(connection => connection.DisposeAsync().AsTask())).WaitAsync(Rabbit.Patience);
    }

    [Fact]
    public async Task DisposeAsync_WhileTheBrokerIsSilent_EndsWithinSeconds()
    {
        await using var proxy = await Rabbit.ProxyAsync();
        var connection = await Rabbit.ConnectAsync(await Rabbit.OptionsAsync(proxy));
        var queue = await Rabbit.QueueAsync(connection);
        await connection.ConsumeAsync(queue, 10, _ => { }, _ => { });
        proxy.Swallow = ProxyDirection.Both;
        var publish = connection.PublishAsync(Rabbit.To(queue));

        var started = Stopwatch.GetTimestamp();
        await connection.DisposeAsync();

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(6));
        Assert.Equal(PublishStatus.Unknown, (await publish.WaitAsync(Rabbit.Patience)).Status);
    }

    private static async Task<RabbitMqOptions> OptionsAsync(TcpProxy proxy)
    {
        var options = await Rabbit.OptionsAsync(proxy);
        options.Heartbeat = Heartbeat;
        return options;
    }
}
