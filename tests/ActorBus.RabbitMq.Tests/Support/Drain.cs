namespace ActorBus.RabbitMq.Tests.Support;

/// <summary>Takes everything out of a queue into a ledger.</summary>
internal static class Drain
{
    public static async Task IntoAsync(Ledger ledger, RabbitMqOptions options, string queue)
    {
        await using var connection = await Rabbit.ConnectAsync(options, ConnectionPurpose.Consume);
        await connection.ConsumeAsync(queue, 200, delivery =>
        {
            ledger.Received(delivery.Message.MessageId!);
            delivery.Settle(Settlement.Ack);
        }, _ => { });
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!ledger.HasReceivedAllConfirmed || (await connection.InspectAsync(queue))!.Ready > 0)
        {
            if (limit.IsCancellationRequested)
                return;
            await Task.Delay(20);
        }
    }
}
