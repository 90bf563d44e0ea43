using System.Threading.Channels;
using ActorBus.Brokers;

namespace ActorBus.Tests.Distribution.Bridges;

/// <summary>A broker that does nothing by itself: a test says what each connection does, and when.</summary>
internal sealed class ScriptedBroker : IBroker
{
    private readonly Channel<Connection> _connections = Channel.CreateUnbounded<Connection>();
    private int _made;

    /// <summary>What every declaration fails with; null for none.</summary>
    public Exception? DeclareError { get; init; }

    /// <summary>What every try to connect fails with; null for none.</summary>
    public Exception? Unreachable { get; set; }

    /// <summary>What every declaration waits for.</summary>
    public Task Declaring { get; set; } = Task.CompletedTask;

    /// <summary>What is said of a queue that is looked at; by default that there is none.</summary>
    public Func<QueueState?> Inspect { get; init; } = () => null;

    /// <summary>How many connections were made.</summary>
    public int Made => Volatile.Read(ref _made);

    public string Name => "scripted";

    public string Address => "nowhere";

    public Task<IBrokerConnection> ConnectAsync(
        ConnectionPurpose purpose, Action<ConnectionEvent> onEvent, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _made);
        if (Unreachable is { } error) return Task.FromException<IBrokerConnection>(error);
        var connection = new Connection(onEvent, DeclareError, Declaring, Inspect);
        _connections.Writer.TryWrite(connection);
        return Task.FromResult<IBrokerConnection>(connection);
    }

    public Task<Connection> NextConnectionAsync() => _connections.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal sealed class Connection(Action<ConnectionEvent> onEvent, Exception? declareError, Task declaring, Func<QueueState?> inspect) : IBrokerConnection
    {
        private readonly Channel<Subscription> _subscriptions = Channel.CreateUnbounded<Subscription>();
        private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _asked;

        public bool IsOpen { get; private set; } = true;

        public int MaxOutstandingPublishes => 1;

        /// <summary>Completes when it is disposed.</summary>
        public Task Disposed => _disposed.Task;

        /// <summary>How often somebody wanted to consume.</summary>
        public int Asked => Volatile.Read(ref _asked);

        /// <summary>The next one who wants to consume, and waits for the answer.</summary>
        public Task<Subscription> NextSubscriptionAsync() => _subscriptions.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));

        public void Lose()
        {
            IsOpen = false;
            onEvent(new ConnectionEvent.Closed("lost"));
        }

        public Task DeclareAsync(Topology topology, CancellationToken cancellationToken = default) =>
            declareError is null ? declaring : Task.FromException(declareError);

        public Task<IReadOnlyList<TopologyFinding>> ExamineAsync(Topology topology, bool compare, CancellationToken cancellationToken = default) =>
            Task.FromResult<IReadOnlyList<TopologyFinding>>([]);

        public Task<PublishOutcome> PublishAsync(OutgoingMessage message) => Task.FromResult(PublishOutcome.Confirmed);

        public Task<IPublishChannel> OpenPublishChannelAsync(Action<PublishChannelEvent> onEvent, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("The script has no publishes.");

        public Task<IBrokerSubscription> ConsumeAsync(
            string queue, int prefetch, Action<Delivery> onDelivery, Action<ConsumerStopped> onStopped,
            CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _asked);
            var subscription = new Subscription(queue, onDelivery);
            _subscriptions.Writer.TryWrite(subscription);
            return subscription.Answer.Task;
        }

        public Task<QueueState?> InspectAsync(string queue, CancellationToken cancellationToken = default) =>
            Task.FromResult(inspect());

        public Task DeleteQueueAsync(string queue, CancellationToken cancellationToken = default) => Task.CompletedTask;

        public ValueTask DisposeAsync()
        {
            if (IsOpen) onEvent(new ConnectionEvent.Closed("closed on request"));
            IsOpen = false;
            _disposed.TrySetResult();
            return ValueTask.CompletedTask;
        }
    }

    internal sealed class Subscription(string queue, Action<Delivery> onDelivery) : IBrokerSubscription
    {
        public string Queue => queue;

        public TaskCompletionSource<IBrokerSubscription> Answer { get; } = new();

        public void Accept() => Answer.SetResult(this);

        public void Refuse() => Answer.SetException(new BrokerException("not now", isTransient: true));

        public void Deliver(Delivery delivery) => onDelivery(delivery);

        public Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
