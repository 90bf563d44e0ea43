namespace ActorBus.InMemory;

/// <summary>
/// Detects when nothing is in progress. Broker's executor only. When all queues are quiet it sends a marker through all connections; if the broker
/// did nothing else until the last marker is back, nothing more can arrive.
/// </summary>
internal sealed class IdleWatch(VirtualHost host)
{
    private readonly List<TaskCompletionSource> _waiting = [];
    private long _roundStartedAt;
    private int _markersOut;

    public Task WhenIdle(CancellationToken cancellationToken)
    {
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Executor.Post(new CallbackWork(() => _waiting.Add(waiting)));
        return waiting.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Called after each unit of the broker's work.</summary>
    public void Check()
    {
        if (_waiting.Count == 0 || _markersOut > 0 || host.Topology.Queues.Any(queue => !queue.IsQuiet)) return;
        var connections = host.Connections;
        _markersOut = connections.Count;
        _roundStartedAt = host.Executor.Executed;
        var back = new CallbackWork(() => MarkerIsBack(connections.Count));
        foreach (var connection in connections) connection.Executor.Post(new CallbackWork(() => host.Executor.Post(back)));
        if (connections.Count == 0) Done();
    }

    private void MarkerIsBack(int sent)
    {
        // The last marker is not yet counted as executed.
        if (--_markersOut == 0 && host.Executor.Executed == _roundStartedAt + sent - 1) Done();
    }

    private void Done()
    {
        foreach (var waiting in _waiting) waiting.TrySetResult();
        _waiting.Clear();
    }
}
