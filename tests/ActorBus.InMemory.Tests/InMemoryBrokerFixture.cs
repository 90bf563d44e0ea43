using ActorBus.Brokers;
using ActorBus.Brokers.Contract;
using ActorBus.Testing;

namespace ActorBus.InMemory.Tests;

/// <summary>An in-memory broker on a clock of its own.</summary>
public sealed class InMemoryBrokerFixture : BrokerFixture
{
    private readonly ManualTimeProvider _time = new();
    private readonly InMemoryBroker _broker;

    public InMemoryBrokerFixture() => _broker = new InMemoryBroker(new InMemoryBrokerOptions { TimeProvider = _time });

    public override IBroker Broker => _broker;

    public override Task StartAsync() => Task.CompletedTask;

    public override Task CutConnectionsAsync() => _broker.Control.CloseConnectionsAsync("cut by the test");

    public override Task WithholdConfirmsAsync() => _broker.Control.DropConfirmsAsync(int.MaxValue);

    public override Task DeleteQueueAsync(string queue) => _broker.Control.DeleteQueueAsync(queue);

    public override Task BlockAsync() => _broker.Control.BlockAsync("low on memory");

    public override Task UnblockAsync() => _broker.Control.UnblockAsync();

    public override Task PassTimeAsync(TimeSpan span)
    {
        _time.Advance(span);
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync() => _broker.DisposeAsync();
}
