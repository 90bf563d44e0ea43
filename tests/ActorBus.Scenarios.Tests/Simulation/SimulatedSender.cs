using ActorBus.Brokers;
using ActorBus.Chaos.Histories;

namespace ActorBus.Scenarios.Tests.Simulation;

/// <summary>Sends numbered messages to a queue, several at a time, and sends again what was not confirmed.</summary>
internal sealed class SimulatedSender(SimulatedWorld world, string name, string queue, int count, int window)
{
    private IBrokerConnection? _connection;
    private int _outstanding;
    private int _confirmed;

    public bool IsDone => _confirmed == count;

    public async Task RunAsync()
    {
        for (var number = 1; number <= count; number++)
        {
            while (_outstanding >= window) await world.DelayAsync(1);
            var connection = await EnsureConnectedAsync();
            _outstanding++;
            var message = new MessageRef(name, number);
            world.Start(() => SendAsync(connection, message));
            if (world.Chance.Next(4) == 0) await world.DelayAsync(20);
        }
    }

    private async Task SendAsync(IBrokerConnection connection, MessageRef message)
    {
        while (await world.PublishAsync(connection, message, queue) != PublishStatus.Confirmed)
        {
            await world.DelayAsync(50);
            connection = await EnsureConnectedAsync();
        }

        _outstanding--;
        _confirmed++;
    }

    private async Task<IBrokerConnection> EnsureConnectedAsync()
    {
        while (_connection is not { IsOpen: true }) _connection = await world.ConnectAsync(ConnectionPurpose.Publish, _ => { });
        return _connection;
    }
}
