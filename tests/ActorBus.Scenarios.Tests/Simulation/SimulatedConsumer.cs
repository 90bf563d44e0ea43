using ActorBus.Brokers;
using ActorBus.Chaos.Histories;

namespace ActorBus.Scenarios.Tests.Simulation;

/// <summary>
/// Consumes a queue, comes back whenever it is cut off, and until the world is healed now and then fails in every way there is:
/// gives back, rejects, sends to the delay queue and acknowledges, forgets to settle, or drops its connection.
/// </summary>
internal sealed class SimulatedConsumer(SimulatedWorld world, string name, string queue, string delayQueue, int prefetch)
{
    public async Task RunAsync()
    {
        while (true)
        {
            var lost = new TaskCompletionSource();
            var connection = await world.ConnectAsync(ConnectionPurpose.Consume, happened =>
            {
                if (happened is ConnectionEvent.Closed) lost.TrySetResult();
            });
            try
            {
                void Handle(Delivery delivery) => world.Start(() => HandleAsync(connection, delivery));
                await connection.ConsumeAsync(queue, prefetch, Handle, _ => { }).ConfigureAwait(false);
            }
            catch (BrokerException error) when (error.IsTransient)
            {
                world.Tell(new HistoryEvent.Note($"{name} was cut off before it consumed"));
            }

            await lost.Task.ConfigureAwait(false);
            await world.DelayAsync(30);
        }
    }

    private async Task HandleAsync(IBrokerConnection connection, Delivery delivery)
    {
        var message = MessageRef.Parse(delivery.Message.MessageId!);
        world.Tell(new HistoryEvent.Delivered(message, name, delivery.Redelivered));
        if (world.Chance.Next(3) > 0) await world.DelayAsync(40);
        switch (world.IsHealed ? 99 : world.Chance.Next(100))
        {
            case < 5:
                delivery.Settle(Settlement.Requeue);
                break;
            case < 8:
                delivery.Settle(Settlement.Reject);
                break;
            case < 16:
                var isSafe = await world.PublishAsync(connection, message, delayQueue) == PublishStatus.Confirmed;
                delivery.Settle(isSafe ? Settlement.Ack : Settlement.Requeue);
                break;
            case < 17:
                await connection.DisposeAsync().ConfigureAwait(false);
                break;
            default:
                if (delivery.Settle(Settlement.Ack) == SettleResult.Settled) world.Tell(new HistoryEvent.Handled(message, name));
                break;
        }
    }
}
