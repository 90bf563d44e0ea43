using ActorBus.Brokers;

namespace ActorBus.TestKit;

/// <summary>A broker that confirms and records every publish and delivers nothing. Thread-safe.</summary>
internal sealed class RecordingBroker : IBroker, IBrokerConnection
{
    private readonly Lock _gate = new();
    private readonly List<OutgoingMessage> _published = [];

    public string Name => "fake";

    public string Address => "no broker";

    public bool IsOpen => true;

    public int MaxOutstandingPublishes => 100;

    /// <summary>The messages published so far.</summary>
    public IReadOnlyList<OutgoingMessage> Published
    {
        get
        {
            lock (_gate) return [.. _published];
        }
    }

    public Task<IBrokerConnection> ConnectAsync(ConnectionPurpose purpose, Action<ConnectionEvent> onEvent, CancellationToken cancellationToken = default) =>
        Task.FromResult<IBrokerConnection>(this);

    public Task DeclareAsync(Topology topology, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task<IReadOnlyList<TopologyFinding>> ExamineAsync(Topology topology, bool compare, CancellationToken cancellationToken = default) =>
        throw Nothing("to examine");

    public Task<PublishOutcome> PublishAsync(OutgoingMessage message)
    {
        lock (_gate) _published.Add(message);
        return Task.FromResult(PublishOutcome.Confirmed);
    }

    public Task<IPublishChannel> OpenPublishChannelAsync(Action<PublishChannelEvent> onEvent, CancellationToken cancellationToken = default) =>
        throw Nothing("to send through");

    public Task<IBrokerSubscription> ConsumeAsync(
        string queue, int prefetch, Action<Delivery> onDelivery, Action<ConsumerStopped> onStopped, CancellationToken cancellationToken = default) =>
        throw Nothing("to consume");

    public Task<QueueState?> InspectAsync(string queue, CancellationToken cancellationToken = default) => Task.FromResult<QueueState?>(null);

    public Task DeleteQueueAsync(string queue, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static NotSupportedException Nothing(string what) => new($"There is no broker behind this bus, and nothing {what}. Use an InMemoryBroker.");
}
