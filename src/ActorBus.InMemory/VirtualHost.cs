using ActorBus.Brokers;

namespace ActorBus.InMemory;

/// <summary>
/// The core of the broker: connections, exchanges, queues and the messages between them. Everything runs on a single serial executor and therefore
/// needs no locks; callers post work to it, and it answers by posting to the connection's executor.
/// </summary>
internal sealed class VirtualHost
{
    private readonly List<InMemoryConnection> _connections = [];
    private readonly long _startedAt;
    private readonly IdleWatch _idle;

    public VirtualHost(InMemoryBrokerOptions options)
    {
        Options = options;
        _startedAt = options.TimeProvider.GetTimestamp();
        Executor = CreateExecutor(AfterEach);
        Topology = new TopologyTable(this);
        DeadLetters = new DeadLetterRouting(this);
        _idle = new IdleWatch(this);
    }

    public InMemoryBrokerOptions Options { get; }

    public SerialExecutor Executor { get; }

    public TopologyTable Topology { get; }

    public DeadLetterRouting DeadLetters { get; }

    public IReadOnlyList<InMemoryConnection> Connections => _connections;

    /// <summary>The age of the broker, which does not change when the clock is set.</summary>
    public TimeSpan Now => Options.TimeProvider.GetElapsedTime(_startedAt);

    /// <summary>The error for every connection attempt; null when connections are accepted.</summary>
    public BrokerException? Unreachable { get; set; }

    /// <summary>The reason why publishes must wait; null when they need not.</summary>
    public string? BlockedBecause { get; private set; }

    /// <summary>How many of the next publishes are not confirmed.</summary>
    public int ConfirmsToDrop { get; set; }

    private TaskCreationOptions Continuations =>
        Options.Scheduler is null ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None;

    public SerialExecutor CreateExecutor(Action? afterEach = null) => Options.Scheduler is { } scheduler
        ? new SerialExecutor(scheduler, batch: 1, afterEach)
        : new SerialExecutor(static work => ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false), batch: 64, afterEach);

    /// <summary>Executes a function on the broker's executor and returns the answer on another executor, or on the same one.</summary>
    public Task<T> Ask<T>(Func<T> ask, SerialExecutor? answerOn = null, CancellationToken cancellationToken = default)
    {
        var request = new RequestWork<T>(ask, answerOn, Continuations, cancellationToken);
        Executor.Post(request);
        return request.Task;
    }

    /// <summary>Posts a message to <see cref="Publish"/>.</summary>
    public Task<PublishOutcome> Send(InMemoryConnection connection, OutgoingMessage outgoing)
    {
        var publish = new PublishWork(connection, outgoing, Continuations);
        Executor.Post(publish);
        return publish.Task;
    }

    public InMemoryConnection Connect(ConnectionPurpose purpose, Action<ConnectionEvent> onEvent)
    {
        if (Unreachable is not null) throw Unreachable;
        var connection = new InMemoryConnection(this, purpose, onEvent);
        _connections.Add(connection);
        if (BlockedBecause is not null) connection.Tell(new ConnectionEvent.Blocked(BlockedBecause));
        return connection;
    }

    /// <summary>Ends a connection: unsettled messages return in order, queues it owned are deleted, and unanswered publishes stay unknown.</summary>
    public void Close(InMemoryConnection connection, string reason, bool onRequest)
    {
        if (!_connections.Remove(connection)) return;
        connection.MarkClosed(reason, onRequest);
        var queues = new HashSet<MessageQueue>();
        foreach (var consumer in connection.Consumers)
        {
            consumer.Queue.RemoveConsumer(consumer);
            queues.Add(consumer.Queue);
            if (!onRequest) connection.Tell(consumer, reason);
        }

        while (connection.Unsettled.TakeFirst() is { } delivery)
        {
            delivery.Consumer.Queue.Settle(delivery.Message, Settlement.Requeue);
            queues.Add(delivery.Consumer.Queue);
        }

        connection.AbandonPublishes();
        Topology.DeleteOwnedBy(connection);
        // Only now that everything is back in its place may other consumers receive it.
        foreach (var queue in queues) queue.Pump();
        connection.Tell(new ConnectionEvent.Closed(reason));
    }

    public void Publish(PublishWork publish)
    {
        var connection = publish.Connection;
        if (connection.ClosedBecause is { } reason) publish.Answer(new PublishOutcome(PublishStatus.Unknown, reason));
        else if (BlockedBecause is not null) connection.Held.Enqueue(publish);
        else Answer(publish, Store(publish.Outgoing));
    }

    /// <summary>Returns the queues that receive a message; null when the exchange does not exist.</summary>
    public MessageQueue[]? Route(string exchange, string routingKey) => Topology.Route(exchange, routingKey);

    public void HandOut(Consumer consumer, QueuedMessage message)
    {
        var delivery = new InMemoryDelivery(consumer, message);
        consumer.Unsettled++;
        consumer.Connection.Unsettled.Add(delivery);
        consumer.Connection.Executor.Post(delivery);
    }

    public void Settle(InMemoryDelivery delivery, Settlement settlement)
    {
        var consumer = delivery.Consumer;
        // False: the connection was closed while the settlement was on its way.
        if (!consumer.Connection.Unsettled.Remove(delivery)) return;
        consumer.Unsettled--;
        consumer.Queue.Settle(delivery.Message, settlement);
        consumer.Queue.Pump();
    }

    public void DeleteQueue(MessageQueue queue, string reason)
    {
        foreach (var consumer in Topology.Delete(queue))
        {
            consumer.Connection.Consumers.Remove(consumer);
            consumer.Connection.Tell(consumer, reason);
        }
    }

    public void Block(string reason)
    {
        BlockedBecause = reason;
        foreach (var connection in _connections) connection.Tell(new ConnectionEvent.Blocked(reason));
    }

    public void Unblock()
    {
        if (BlockedBecause is null) return;
        BlockedBecause = null;
        foreach (var connection in _connections)
        {
            connection.Tell(new ConnectionEvent.Unblocked());
            while (connection.Held.TryDequeue(out var publish)) Publish(publish);
        }
    }

    public Task WhenIdle(CancellationToken cancellationToken) => _idle.WhenIdle(cancellationToken);

    private PublishOutcome Store(OutgoingMessage outgoing)
    {
        var (exchange, routingKey, message, mandatory) = outgoing;
        if (Route(exchange, routingKey) is not { } queues)
            return new PublishOutcome(PublishStatus.Failed, $"NOT_FOUND - there is no exchange '{exchange}'; declare it first");
        if (queues.Length == 0)
        {
            return mandatory
                ? new PublishOutcome(
                    PublishStatus.Returned, $"NO_ROUTE - exchange '{exchange}' has no queue for routing key '{routingKey}'")
                : PublishOutcome.Confirmed;
        }

        var outcome = PublishOutcome.Confirmed;
        foreach (var queue in queues)
        {
            var queued = new QueuedMessage(message, exchange, routingKey);
            if (queue.Refusal(queued) is { } refusal) outcome = new PublishOutcome(PublishStatus.Rejected, refusal);
            else queue.Append(queued);
        }

        return outcome;
    }

    private void Answer(PublishWork publish, PublishOutcome outcome)
    {
        if (ConfirmsToDrop == 0)
        {
            publish.Answer(outcome);
            return;
        }

        ConfirmsToDrop--;
        publish.Connection.AwaitInVain(publish);
    }

    private void AfterEach()
    {
        DeadLetters.Move();
        _idle.Check();
    }
}
