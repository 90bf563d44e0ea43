using ActorBus.Brokers;
using ActorBus.Distribution;
using ActorBus.Handlers;
using ActorBus.Hosting.Tests.Support;
using ActorBus.RabbitMq;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Console = ActorBus.Hosting.Tests.Support.Console;

namespace ActorBus.Hosting.Tests;

/// <summary>Whatever goes wrong: no password in logs, exceptions or what the verbs write.</summary>
public sealed class When_passwords_are_configured
{
    private const string Canary = "canary-7f3a";
    private readonly MemoryLog _log = new();
    private readonly Console _console = new();

    [Theory]
    [InlineData("amqp://guest:" + Canary + "@HOST/", "refused user 'guest' or the password")]
    [InlineData("amqp://guest:" + Canary + "@127.0.0.1:1/", "nothing listens there")]
    [InlineData("amqps://guest:" + Canary + "@HOST/", "TLS")]
    public async Task Should_not_write_them_when_a_broker_cannot_be_used(string uri, string expected)
    {
        var address = new Uri(await BrokerNode.NewVirtualHostAsync()).Authority.Replace("guest:guest@", "", StringComparison.Ordinal);
        var builder = New(("ConnectionStrings:rabbitmq", uri.Replace("HOST", address, StringComparison.Ordinal)));
        builder.AddActorBus("billing", bus => bus.UseRabbitMq()
            .ConfigureDistribution(options => options.StartTimeout = TimeSpan.FromSeconds(20))
            .OnCommand("order", (string order) => { }, HandlerOptions.FromOutside));
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<BrokerException>(() => host.StartAsync().WaitAsync(TestHost.Limit));
        var statuses = string.Join(' ', host.Services.GetRequiredService<Running.ServiceDirectory>().First.Bridges.Select(status => status.Now));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, $"{error} {statuses} {_log.Text}", StringComparison.Ordinal);
        Assert.NotEmpty(_log.Text);
    }

    [Theory]
    [InlineData("http://guest:" + Canary + "@host")]
    [InlineData("amqp://guest:" + Canary + "@host:many")]
    [InlineData("amqp://guest:" + Canary + ":" + Canary + "@host/a/b")]
    [InlineData("amqp://guest:" + Canary + "@host/?heartbeat=" + Canary)]
    public async Task Should_not_write_them_when_an_address_is_wrong(string uri)
    {
        var builder = New(("ActorBus:RabbitMq:Uri", uri), ("ActorBus:RabbitMq:Tls:ClientCertificatePassword", Canary));
        builder.AddActorBus("billing", bus => bus.UseRabbitMq());

        Assert.Equal(2, await _console.RunAsync(builder.Build(), "run", "billing"));

        Assert.Contains("The broker's URI", _console.Errors, StringComparison.Ordinal);
        Assert.Contains("Tls:ClientCertificatePassword".Split(':')[0], _console.Errors, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Canary, _console.Errors + _console.Output + _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_not_write_them_while_everything_works()
    {
        var address = await BrokerNode.NewVirtualHostAsync();
        var builder = New(("ConnectionStrings:rabbitmq", await BrokerNode.WithPasswordAsync(address, Canary)));
        builder.AddActorBus("billing", bus => bus.UseRabbitMq()
            .OnCommand("order", (string order) => { }, HandlerOptions.FromOutside).OnQuery("echo", (string text) => text, HandlerOptions.FromOutside));
        using var host = builder.Build();
        await host.StartAsync().WaitAsync(TestHost.Limit);
        var bus = host.Services.GetRequiredService<IDistributedBus>();
        await bus.SendCommandAsync("billing", "order", "book");
        Assert.Equal("hello", await bus.AskAsync<string>("billing", "echo", "hello"));
        var failure = await Assert.ThrowsAsync<DeliveryFailedException>(() => bus.SendCommandAsync("nobody", "order", "book"));
        await host.StopAsync();

        Assert.DoesNotContain(Canary, $"{failure} {_log.Text}", StringComparison.Ordinal);
        Assert.Contains("Service 'billing' consumes its queue", _log.Text, StringComparison.Ordinal);
        Assert.Matches("prefetch [0-9]+, 4 for each message that a handler takes at a time, at least 20; [0-9]+ at a time for each handler", _log.Text);
    }

    private HostApplicationBuilder New(params (string, string)[] settings)
    {
        var builder = TestHost.New(settings);
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_log);
        return builder;
    }
}
