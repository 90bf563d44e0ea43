using ActorBus.Brokers;
using ActorBus.Chaos.Histories;

namespace ActorBus.Scenarios.Tests.Simulation;

/// <summary>Does to a broker what happens to brokers, a number of times; then leaves everything in order.</summary>
internal sealed class FaultInjector(SimulatedWorld world, int faults)
{
    public async Task RunAsync()
    {
        for (var fault = 0; fault < faults; fault++)
        {
            await world.DelayAsync(150);
            await InjectAsync(world.Chance.Next(5));
        }

        await world.Broker.Control.DropConfirmsAsync(0).ConfigureAwait(false);
        world.IsHealed = true;
    }

    private async Task InjectAsync(int kind)
    {
        var control = world.Broker.Control;
        switch (kind)
        {
            case 0:
                Tell("cut all connections");
                await control.CloseConnectionsAsync("cut").ConfigureAwait(false);
                break;
            case 1:
                var purpose = world.Chance.Next(2) == 0 ? ConnectionPurpose.Publish : ConnectionPurpose.Consume;
                Tell($"cut connections that {purpose}");
                await control.CloseConnectionsAsync("cut", purpose).ConfigureAwait(false);
                break;
            case 2:
                Tell("drop confirms");
                await control.DropConfirmsAsync(world.Chance.Next(1, 4)).ConfigureAwait(false);
                break;
            case 3:
                Tell("block");
                await control.BlockAsync("low on memory").ConfigureAwait(false);
                await world.DelayAsync(300);
                await control.UnblockAsync().ConfigureAwait(false);
                break;
            default:
                Tell("restart");
                await control.StopAsync("restart").ConfigureAwait(false);
                await world.DelayAsync(500);
                await control.StartAsync().ConfigureAwait(false);
                break;
        }
    }

    private void Tell(string what) => world.Tell(new HistoryEvent.Note(what));
}
