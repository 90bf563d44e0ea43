using ActorBus.Brokers.Contract;
using Microsoft.Extensions.Logging.Abstractions;
using RabbitMQ.Client;

namespace ActorBus.RabbitMq.Tests.Contract;

/// <summary>RabbitMQ behind a proxy that cuts and swallows.</summary>
/// <param name="findUri">Finds or starts it; gives its address with user and password.</param>
/// <param name="control">Runs <c>rabbitmqctl</c> for it; null for one that others use meanwhile, which must not be blocked.</param>
public sealed class RabbitMqBrokerFixture(Func<Task<string>> findUri, Func<string[], Task>? control = null) : BrokerFixture
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(200);

    private string _uri = "";
    private TcpProxy? _proxy;
    private RabbitMqBroker? _broker;

    public override IBroker Broker => _broker!;

    public override TimeSpan Deadline => TimeSpan.FromSeconds(30);

    public override async Task StartAsync()
    {
        _uri = await findUri();
        var options = RabbitMqOptions.FromUri(_uri);
        _proxy = new TcpProxy(options.Endpoints[0].Port ?? 5672);
        options.Endpoints = [new RabbitMqEndpoint("127.0.0.1", _proxy.Port)];
        _broker = new RabbitMqBroker(options, NullLogger.Instance);
    }

    public override async Task CutConnectionsAsync()
    {
        // What the client has in hand goes out first, as it would long before a network fails.
        for (long before = -1; before != _proxy!.BytesFromClients && _proxy.Swallow != 0;)
        {
            before = _proxy.BytesFromClients;
            await Task.Delay(Quiet);
        }

        _proxy.Swallow = 0;
        _proxy.Reset();
    }

    public override Task WithholdConfirmsAsync()
    {
        _proxy!.Swallow = ProxyDirection.ToClient;
        return Task.CompletedTask;
    }

    public override async Task DeleteQueueAsync(string queue)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(_uri) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeleteAsync(queue);
    }

    public override Task BlockAsync() => control!(["set_vm_memory_high_watermark", "0.0000001"]);

    public override Task UnblockAsync() => control!(["set_vm_memory_high_watermark", "0.4"]);

    public override Task PassTimeAsync(TimeSpan span) => Task.CompletedTask;

    public override ValueTask DisposeAsync() => _proxy?.DisposeAsync() ?? ValueTask.CompletedTask;
}
