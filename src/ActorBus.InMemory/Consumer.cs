using ActorBus.Brokers;

namespace ActorBus.InMemory;

/// <summary>A consumer of a queue. Its counter is accessed on the broker's executor only.</summary>
internal sealed class Consumer(
    InMemoryConnection connection, MessageQueue queue, int prefetch,
    Action<Delivery> onDelivery, Action<ConsumerStopped> onStopped)
{
    public InMemoryConnection Connection => connection;

    public MessageQueue Queue => queue;

    public Action<Delivery> OnDelivery => onDelivery;

    public Action<ConsumerStopped> OnStopped => onStopped;

    public int Unsettled { get; set; }

    public bool HasRoom => Unsettled < prefetch;
}
