
namespace ActorBus.Brokers.Contract;

/// <summary>A subscription and all it is given.</summary>
public sealed class ContractConsumer(TimeSpan deadline)
{
    public Inbox<Delivery> Deliveries { get; } = new("delivery", deadline);

    public Inbox<ConsumerStopped> Stops { get; } = new("end of the consumer", deadline);

    public IBrokerSubscription Subscription { get; private set; } = null!;

    public async Task StartAsync(IBrokerConnection connection, string queue, int prefetch) =>
        Subscription = await connection.ConsumeAsync(queue, prefetch, Deliveries.Add, Stops.Add).WaitAsync(deadline);

    public Task<Delivery> NextAsync() => Deliveries.NextAsync();

    /// <summary>The next delivery, which has to be this text, acknowledged.</summary>
    public async Task ExpectAsync(params string[] texts)
    {
        foreach (var text in texts)
        {
            var delivery = await NextAsync();
            Assert.Equal(text, Text.Of(delivery));
            Assert.Equal(SettleResult.Settled, delivery.Settle(Settlement.Ack));
        }
    }

    public Task StopAsync() => Subscription.StopAsync().WaitAsync(deadline);
}
