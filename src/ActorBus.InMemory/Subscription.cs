using ActorBus.Brokers;

namespace ActorBus.InMemory;

/// <summary>A running subscription, as its user holds it.</summary>
internal sealed class Subscription(Consumer consumer) : IBrokerSubscription
{
    public string Queue => consumer.Queue.Name;

    public Task StopAsync(CancellationToken cancellationToken = default) => consumer.Connection.Stop(consumer, cancellationToken);
}
