using ActorBus.Brokers;

namespace ActorBus.InMemory;

/// <summary>A running subscription, as seen by its user.</summary>
internal sealed class InMemorySubscription(Consumer consumer) : IBrokerSubscription
{
    public string Queue => consumer.Queue.Name;

    public Task StopAsync(CancellationToken cancellationToken = default) => consumer.Connection.Stop(consumer, cancellationToken);

    public async ValueTask DisposeAsync() => await consumer.Connection.End(consumer).ConfigureAwait(false);
}
