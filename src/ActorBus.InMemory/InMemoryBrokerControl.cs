using ActorBus.Brokers;

namespace ActorBus.InMemory;

/// <summary>The operator's side of an in-memory broker: look at it, take things away, let things fail. For tests.</summary>
/// <remarks>A task completes when the broker has done what was asked; its users are told at the same time or later.</remarks>
public sealed class InMemoryBrokerControl
{
    private readonly VirtualHost _host;

    internal InMemoryBrokerControl(VirtualHost host) => _host = host;

    /// <summary>All queues.</summary>
    public Task<IReadOnlyList<InMemoryQueueState>> ListQueuesAsync() => _host.Ask<IReadOnlyList<InMemoryQueueState>>(
        () => [.. _host.Topology.Queues.Select(queue => new InMemoryQueueState(
            queue.Declaration, queue.Ready, queue.Unsettled, queue.Consumers, queue.Footprint))]);

    /// <summary>The messages that wait in a queue, from its head, which stay there; none when there is no such queue.</summary>
    public Task<IReadOnlyList<PeekedMessage>> PeekAsync(string queue, int count = 100) => _host.Ask<IReadOnlyList<PeekedMessage>>(
        () => [.. (_host.Topology.Find(queue)?.Peek() ?? []).Take(count).Select(queued => new PeekedMessage(
            queued.Message, queued.Exchange, queued.RoutingKey, queued.Returns))]);

    /// <summary>How many messages were given up by a queue without a target for its dead letters, and are lost.</summary>
    public Task<long> CountDroppedAsync() => _host.Ask(() => _host.DeadLetters.Dropped);

    /// <summary>Deletes a queue with all its messages; its consumers are told.</summary>
    /// <returns>False when there is no such queue.</returns>
    public Task<bool> DeleteQueueAsync(string queue) => _host.Ask(() =>
    {
        if (_host.Topology.Find(queue) is not { } found) return false;
        _host.DeleteQueue(found, $"queue '{queue}' was deleted");
        return true;
    });

    /// <summary>Drops all messages that wait in a queue.</summary>
    /// <returns>How many there were.</returns>
    public Task<int> PurgeQueueAsync(string queue) => _host.Ask(() => _host.Topology.Find(queue)?.Purge() ?? 0);

    /// <summary>Cuts one connection.</summary>
    /// <returns>False when it is not an open connection of this broker.</returns>
    public Task<bool> CloseConnectionAsync(IBrokerConnection connection, string reason) => _host.Ask(() =>
    {
        if (connection is not InMemoryConnection own || !_host.Connections.Contains(own)) return false;
        _host.Close(own, reason, onRequest: false);
        return true;
    });

    /// <summary>Cuts all connections, or all of one purpose; new ones can be made.</summary>
    /// <returns>How many there were.</returns>
    public Task<int> CloseConnectionsAsync(string reason, ConnectionPurpose? purpose = null) =>
        _host.Ask(() => CloseConnections(reason, purpose));

    /// <summary>Cuts all connections, loses what is not persistent, and lets nobody in until <see cref="StartAsync"/>.</summary>
    /// <param name="reason">Why, as everybody is told.</param>
    public Task StopAsync(string reason) => _host.Ask(() =>
    {
        _host.Unreachable = new BrokerException($"Could not connect: {reason}. Try again later.", isTransient: true);
        CloseConnections(reason, purpose: null);
        var classic = _host.Topology.Queues.Where(queue => queue.Declaration.Kind == QueueKind.Classic);
        foreach (var queue in classic) queue.LoseTransient();
        return true;
    });

    /// <summary>Takes connections again.</summary>
    public Task StartAsync() => _host.Ask(() => _host.Unreachable = null);

    /// <summary>Lets all publishes wait, as a broker does that runs out of memory or disk.</summary>
    public Task BlockAsync(string reason) => _host.Ask(() =>
    {
        _host.Block(reason);
        return true;
    });

    /// <summary>Takes publishes again, first those that wait.</summary>
    public Task UnblockAsync() => _host.Ask(() =>
    {
        _host.Unblock();
        return true;
    });

    /// <summary>Stores the next publishes but never confirms them; after the confirm timeout their connection is lost.</summary>
    public Task DropConfirmsAsync(int count) => _host.Ask(() => _host.ConfirmsToDrop = count);

    /// <summary>
    /// Waits until nothing is under way: no call on its way to or from the broker, no delivery unsettled, no message ready in
    /// a queue that has a consumer. Messages that wait in other queues, for a time or for good, do not count.
    /// </summary>
    public Task WaitUntilIdleAsync(CancellationToken cancellationToken = default) => _host.WhenIdle(cancellationToken);

    private int CloseConnections(string reason, ConnectionPurpose? purpose)
    {
        var connections = _host.Connections.Where(connection => purpose is null || connection.Purpose == purpose).ToList();
        foreach (var connection in connections) _host.Close(connection, reason, onRequest: false);
        return connections.Count;
    }
}
