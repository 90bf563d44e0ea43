using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ActorBus.RabbitMq.Tests.Support;

namespace ActorBus.RabbitMq.Tests.Faults;

public sealed class When_connecting_is_refused
{
    private const string Canary = "ca:na@ry pass";

    [Fact]
    public async Task Should_say_that_the_virtual_host_is_missing_and_that_trying_again_is_no_use()
    {
        var options = await Rabbit.OptionsAsync();
        options.VirtualHost = "no-such-vhost";

        var error = await RefusedAsync(options);

        Assert.False(error.IsTransient);
        Assert.Contains("no-such-vhost", error.Message);
        Assert.Contains("530", error.Message);
    }

    [Fact]
    public async Task Should_say_that_the_password_is_wrong_without_saying_it()
    {
        var good = await Rabbit.OptionsAsync();
        var node = good.Endpoints[0];
        var options = RabbitMqOptions.FromUri($"amqp://{good.UserName}:{Canary.Replace(" ", "%20")}@{node.Host}:{node.Port}/");
        Assert.Equal(Canary, options.Password);

        var error = await RefusedAsync(options);

        Assert.False(error.IsTransient);
        Assert.Contains("password", error.Message);
        Assert.DoesNotContain("na@ry", error.ToString());
    }

    [Fact]
    public async Task Should_say_that_nothing_listens()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)taken.LocalEndPoint!).Port;

        var error = await RefusedAsync(RabbitMqOptions.FromUri($"amqp://user:{Uri.EscapeDataString(Canary)}@127.0.0.1:{port}"));

        Assert.True(error.IsTransient);
        Assert.Contains($"127.0.0.1:{port}", error.Message);
        Assert.Contains("nothing listens", error.Message);
        Assert.DoesNotContain("na@ry", error.ToString());
    }

    [Fact]
    public async Task Should_say_that_a_host_has_no_address()
    {
        var error = await RefusedAsync(RabbitMqOptions.FromUri("amqp://no-such-host.invalid"));

        Assert.True(error.IsTransient);
        Assert.Contains("no-such-host.invalid", error.Message);
    }

    [Fact]
    public async Task Should_give_up_on_what_accepts_and_never_answers_and_take_the_next_node()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var options = await Rabbit.OptionsAsync();
        options.Endpoints.Insert(0, new RabbitMqEndpoint("127.0.0.1", ((IPEndPoint)silent.LocalEndpoint).Port));
        options.ConnectTimeout = TimeSpan.FromSeconds(2);

        var started = Stopwatch.GetTimestamp();
        await using var connection = await Rabbit.ConnectAsync(options);

        Assert.True(connection.IsOpen);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task Should_leave_nothing_behind_after_many_failures()
    {
        await using var proxy = await Rabbit.ProxyAsync();
        var options = await Rabbit.OptionsAsync(proxy);
        options.VirtualHost = "no-such-vhost";

        for (var i = 0; i < 50; i++)
            await RefusedAsync(options);

        using var limit = new CancellationTokenSource(Rabbit.Patience);
        while (proxy.Open > 0)
            await Task.Delay(20, limit.Token);
        Assert.Equal(50, proxy.Accepted);
    }

    [Fact]
    public async Task ConnectAsync_Cancelled_EndsAtOnce()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var options = RabbitMqOptions.FromUri($"amqp://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}");
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        var broker = new RabbitMqBroker(options, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => broker.ConnectAsync(ConnectionPurpose.Publish, _ => { }, cancel.Token).WaitAsync(TimeSpan.FromSeconds(3)));
    }

    private static Task<BrokerException> RefusedAsync(RabbitMqOptions options) =>
        Assert.ThrowsAsync<BrokerException>(() => Rabbit.ConnectAsync(options).WaitAsync(Rabbit.Patience));
}
