using ActorBus.Distribution;
using ActorBus.RabbitMq.Tests.Support;
using Microsoft.Extensions.Logging;

namespace ActorBus.RabbitMq.Tests.Services;

public sealed class When_a_service_is_cut_off
{
    private const string Canary = "c4n4ry-pa55word";

    [Fact]
    public async Task Should_consume_again_when_its_queue_was_deleted_and_then_the_connection_was_lost()
    {
        var handled = new Inbox<string>();
        var others = new Inbox<string>();
        await using var proxy = await Rabbit.ProxyAsync();
        await using var billing = await RabbitService.StartAsync(
            await Rabbit.OptionsAsync(proxy), null, Handle.Command("take", (string body) => handled.Add(body)));
        await using var shop = await RabbitService.StartAsync(
            await Rabbit.OptionsAsync(proxy), null, Handle.Command("take", (string body) => others.Add(body)));

        await AmqpAdmin.DeleteQueueAsync(billing.Name);
        await billing.WhenConsumerAsync(BridgeHealth.Connecting);
        await billing.WhenConsumerAsync(BridgeHealth.Open);
        await billing.SendAsync("take", "after the queue was deleted");
        Assert.Equal("after the queue was deleted", await handled.NextAsync());
        await shop.SendAsync("take", "untouched");
        Assert.Equal("untouched", await others.NextAsync());
        proxy.Reset();
        await shop.WhenConsumerAsync(BridgeHealth.Connecting);
        await shop.WhenConsumerAsync(BridgeHealth.Open);
        await billing.WhenConsumerAsync(BridgeHealth.Connecting);
        await billing.WhenConsumerAsync(BridgeHealth.Open);
        await billing.SendAsync("take", "after the reset");
        await shop.SendAsync("take", "back too");
        while (await others.NextAsync() is var next && next != "back too") Assert.Equal("untouched", next);

        // The acknowledgement of the first may have been lost with the connection.
        while (await handled.NextAsync() is var one && one != "after the reset") Assert.Equal("after the queue was deleted", one);
    }

    [Fact]
    public async Task Should_come_back_however_often_it_is_cut_while_it_comes_back()
    {
        var handled = new Inbox<string>();
        await using var proxy = await Rabbit.ProxyAsync();
        await using var billing = await RabbitService.StartAsync(
            await Rabbit.OptionsAsync(proxy), null, Handle.Command("take", (string body) => handled.Add(body)));
        await billing.SendAsync("take", "before");
        Assert.Equal("before", await handled.NextAsync());

        // Each further cut comes a few bytes later in the handshake.
        for (var cut = 0; cut < 12; cut++)
        {
            var (accepted, bytes) = (proxy.Accepted, proxy.BytesFromClients);
            proxy.Reset();
            await UntilAsync(() => proxy.Accepted > accepted && proxy.BytesFromClients >= bytes + (cut * 40));
        }

        proxy.Reset();
        await billing.SendAsync("take", "after");
        // The first one comes again when it was cut before its acknowledgement had gone.
        string next;
        do next = await handled.NextAsync();
        while (next == "before");
        Assert.Equal("after", next);
    }

    [Fact]
    public async Task Should_notice_a_black_hole_and_store_what_was_sent_into_it()
    {
        var handled = new Inbox<string>();
        await using var proxy = await Rabbit.ProxyAsync();
        var options = await Rabbit.OptionsAsync(proxy);
        options.Heartbeat = TimeSpan.FromSeconds(2);
        await using var billing = await RabbitService.StartAsync(
            options, distribution => distribution.SendTimeout = TimeSpan.FromMinutes(2), Handle.Command("take", (string body) => handled.Add(body)));
        await billing.SendAsync("take", "before");
        Assert.Equal("before", await handled.NextAsync());

        proxy.Swallow = ProxyDirection.Both;
        var sends = Enumerable.Range(0, 20).Select(i => billing.SendAsync("take", $"{i}")).ToArray();
        await billing.WhenConsumerAsync(BridgeHealth.Connecting);
        Assert.All(sends, send => Assert.False(send.IsCompleted));
        proxy.Swallow = 0;

        // Nobody knew whether they had arrived: sent again under their ids, all of them are confirmed and handled.
        await Task.WhenAll(sends).WaitAsync(TimeSpan.FromMinutes(1));
        var seen = new HashSet<string>();
        while (seen.Count < 20)
        {
            if (await handled.NextAsync() is var next && next != "before") seen.Add(next);
        }

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}").Order(), seen.Order());
    }

    [Fact]
    public async Task Should_keep_the_password_out_of_everything_it_says()
    {
        var said = new Inbox<string>();
        var options = await Rabbit.OptionsAsync();
        options.UserName = "nobody";
        options.Password = Canary;

        var error = await Assert.ThrowsAsync<BrokerException>(() => RabbitService.StartAsync(
            options, new Listener(said), distribution => distribution.StartTimeout = TimeSpan.FromSeconds(20), Handle.Command("take", (string body) => { })));

        said.Add(error.ToString());
        said.Add(options.ToString());
        said.Add(new RabbitMqBroker(options, new Listener(said)).Address);
        while (said.Waiting > 0) Assert.DoesNotContain(Canary, await said.NextAsync(), StringComparison.Ordinal);
    }

    /// <summary>The proxy tells nobody what passes: it is looked at until it is so.</summary>
    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var limit = new CancellationTokenSource(Rabbit.Patience);
        while (!isSo()) await Task.Delay(1, limit.Token);
    }

    private sealed class Listener(Inbox<string> said) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            said.Add($"{formatter(state, exception)} {exception}");
    }
}
