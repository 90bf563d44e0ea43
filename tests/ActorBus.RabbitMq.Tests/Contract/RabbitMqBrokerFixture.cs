using ActorBus.Brokers.Contract;
using ActorBus.RabbitMq.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBus.RabbitMq.Tests.Contract;

/// <summary>RabbitMQ behind a proxy that cuts and swallows; a node of its own only for what would disturb others.</summary>
public sealed class RabbitMqBrokerFixture(Func<Task<RabbitMqNode>>? ownNode = null) : BrokerFixture
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(200);

    private RabbitMqNode? _node;
    private TcpProxy? _proxy;
    private RabbitMqBroker? _broker;

    public override IBroker Broker => _broker!;

    public override TimeSpan Deadline => TimeSpan.FromSeconds(30);

    public override async Task StartAsync()
    {
        _node = ownNode is null ? null : await ownNode();
        var options = _node is null ? await Rabbit.OptionsAsync() : Rabbit.OptionsFor(_node);
        _proxy = new TcpProxy(options.Endpoints[0].Port ?? 5672);
        _broker = new RabbitMqBroker(Rabbit.Through(_proxy, options), NullLogger.Instance);
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

    public override Task DeleteQueueAsync(string queue) => AmqpAdmin.DeleteQueueAsync(queue);

    public override Task BlockAsync() => _node!.ControlAsync("set_vm_memory_high_watermark", "0.0000001");

    public override Task UnblockAsync() => _node!.ControlAsync("set_vm_memory_high_watermark", "0.4");

    public override Task PassTimeAsync(TimeSpan span) => Task.CompletedTask;

    public override ValueTask DisposeAsync() => _proxy?.DisposeAsync() ?? ValueTask.CompletedTask;
}
