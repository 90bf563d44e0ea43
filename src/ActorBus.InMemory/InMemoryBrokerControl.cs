using ActorBus.Brokers;

namespace ActorBus.InMemory;

/// <summary>Inspects an in-memory broker, removes messages and queues, and simulates failures, for tests.</summary>
/// <remarks>A task completes when the broker has carried out the request; its users are notified at the same time or later.</remarks>
public sealed class InMemoryBrokerControl
{
    private readonly VirtualHost _host;

    internal InMemoryBrokerControl(VirtualHost host) => _host = host;

    /// <summary>Returns the state of all queues.</summary>
    public Task<IReadOnlyList<InMemoryQueueState>> ListQueuesAsync() => _host.Ask<IReadOnlyList<InMemoryQueueState>>(
        () => [.. _host.Topology.Queues.Select(queue => new InMemoryQueueState(
            queue.Declaration, queue.Ready, queue.Unsettled, queue.Consumers, queue.Footprint))]);

    /// <summary>Returns the messages waiting in a queue, from its head, without removing them; empty when the queue does not exist.</summary>
    public Task<IReadOnlyList<PeekedMessage>> PeekAsync(string queue, int count = 100) => _host.Ask<IReadOnlyList<PeekedMessage>>(
        () => [.. (_host.Topology.Find(queue)?.Peek() ?? []).Take(count).Select(queued => new PeekedMessage(
            queued.Message, queued.Exchange, queued.RoutingKey, queued.Returns))]);

    /// <summary>Returns the number of messages that were lost because their queue has no dead letter target.</summary>
    public Task<long> CountDroppedAsync() => _host.Ask(() => _host.DeadLetters.Dropped);

    /// <summary>Deletes a queue with all its messages; its consumers are notified.</summary>
    /// <returns>False when the queue does not exist.</returns>
    public Task<bool> DeleteQueueAsync(string queue) => _host.Ask(() =>
    {
        if (_host.Topology.Find(queue) is not { } found) return false;
        _host.DeleteQueue(found, $"queue '{queue}' was deleted");
        return true;
    });

    /// <summary>Drops all messages that are waiting in a queue.</summary>
    /// <returns>The number of dropped messages.</returns>
    public Task<int> PurgeQueueAsync(string queue) => _host.Ask(() => _host.Topology.Find(queue)?.Purge() ?? 0);

    /// <summary>Closes one connection.</summary>
    /// <returns>False when it is not an open connection of this broker.</returns>
    public Task<bool> CloseConnectionAsync(IBrokerConnection connection, string reason) => _host.Ask(() =>
    {
        if (connection is not InMemoryConnection own || !_host.Connections.Contains(own)) return false;
        _host.Close(own, reason, onRequest: false);
        return true;
    });

    /// <summary>Closes all connections, or all of one purpose; new connections are possible.</summary>
    /// <returns>The number of closed connections.</returns>
    public Task<int> CloseConnectionsAsync(string reason, ConnectionPurpose? purpose = null) =>
        _host.Ask(() => CloseConnections(reason, purpose));

    /// <summary>Closes all connections, drops messages that are not persistent, and refuses connections until <see cref="StartAsync"/>.</summary>
    /// <param name="reason">The reason reported to all users.</param>
    public Task StopAsync(string reason) => _host.Ask(() =>
    {
        _host.Unreachable = new BrokerException($"Could not connect: {reason}. Try again later.", isTransient: true);
        CloseConnections(reason, purpose: null);
        var classic = _host.Topology.Queues.Where(queue => queue.Declaration.Kind == QueueKind.Classic);
        foreach (var queue in classic) queue.LoseTransient();
        return true;
    });

    /// <summary>Accepts connections again.</summary>
    public Task StartAsync() => _host.Ask(() => _host.Unreachable = null);

    /// <summary>Makes all publishes wait, like a broker that is low on memory or disk space.</summary>
    public Task BlockAsync(string reason) => _host.Ask(() =>
    {
        _host.Block(reason);
        return true;
    });

    /// <summary>Accepts publishes again, starting with those that are waiting.</summary>
    public Task UnblockAsync() => _host.Ask(() =>
    {
        _host.Unblock();
        return true;
    });

    /// <summary>Stores the next publishes without confirming them; their connection is lost after the confirm timeout.</summary>
    public Task DropConfirmsAsync(int count) => _host.Ask(() => _host.ConfirmsToDrop = count);

    /// <summary>
    /// Waits until nothing is in progress: no call on its way to or from the broker, no unsettled delivery, and no message ready in a queue that has
    /// a consumer. Messages waiting in other queues do not count.
    /// </summary>
    public Task WaitUntilIdleAsync(CancellationToken cancellationToken = default) => _host.WhenIdle(cancellationToken);

    private int CloseConnections(string reason, ConnectionPurpose? purpose)
    {
        var connections = _host.Connections.Where(connection => purpose is null || connection.Purpose == purpose).ToList();
        foreach (var connection in connections) _host.Close(connection, reason, onRequest: false);
        return connections.Count;
    }
}
