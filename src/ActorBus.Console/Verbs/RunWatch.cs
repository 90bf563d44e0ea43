using ActorBus.Brokers;
using ActorBus.Distribution;

namespace ActorBus.Hosting.Verbs;

/// <summary>Watches a running service until a limit of the command line is reached or the host is told to stop.</summary>
internal sealed class RunWatch(RunArguments run, RunningService service)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private readonly Dictionary<IBroker, IBrokerConnection> _connections = [];
    private int _timesEmpty;

    /// <summary>Waits until the run should end.</summary>
    /// <returns>Null for a clean end, otherwise the reason of the failure.</returns>
    public async Task<string?> WaitAsync(CancellationToken stopping)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        foreach (var consumer in service.Consumers) consumer.Changed += OnChanged;
        if (service.Consumers.Any(consumer => consumer.Now.Health == BridgeHealth.Stopped)) stopped.TrySetResult();

        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        if (run.ExecutionTimeLimit is { } time) end.CancelAfter(time);
        var limit = UntilLimitAsync(end.Token);
        var isStopped = await Task.WhenAny(stopped.Task, limit).ConfigureAwait(false) == stopped.Task;
        await end.CancelAsync().ConfigureAwait(false);
        await limit.ConfigureAwait(false);
        foreach (var consumer in service.Consumers) consumer.Changed -= OnChanged;

        // A consumer that reached its limit has no reason; one stopped by a failure has one, and one that stops with the host is no failure.
        return isStopped && !stopping.IsCancellationRequested ? service.Consumers.Select(consumer => consumer.Now).FirstOrDefault(now => now is { Health: BridgeHealth.Stopped, Reason: not null })?.Reason : null;

        void OnChanged(BridgeStatus.Snapshot now)
        {
            if (now.Health == BridgeHealth.Stopped) stopped.TrySetResult();
        }
    }

    private async Task UntilLimitAsync(CancellationToken end)
    {
        try
        {
            // Only these two limits must be polled; everything else raises an event.
            if (run.MemoryLimit is null && !run.FinishWhenNoMessages) await Task.Delay(Timeout.InfiniteTimeSpan, end).ConfigureAwait(false);
            using var timer = new PeriodicTimer(Interval);
            while (!IsTooLarge() && !(run.FinishWhenNoMessages && await IsEmptyAsync(end).ConfigureAwait(false)))
                await timer.WaitForNextTickAsync(end).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The time limit was reached, the host was told to stop, or a consumer stopped.
        }
        finally
        {
            foreach (var connection in _connections.Values) await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private bool IsTooLarge() => run.MemoryLimit is { } megabytes && Environment.WorkingSet >= megabytes * 1024L * 1024L;

    private async Task<bool> IsEmptyAsync(CancellationToken end)
    {
        // Twice in a row, because messages handed out by the broker may not have reached a handler yet.
        _timesEmpty = await ReadyAsync(end).ConfigureAwait(false) == 0 && service.InFlight() == 0 ? _timesEmpty + 1 : 0;
        return _timesEmpty >= 2;
    }

    private async Task<long?> ReadyAsync(CancellationToken end)
    {
        try
        {
            var ready = 0L;
            foreach (var (broker, queue) in service.ConsumedQueues)
            {
                if (!_connections.TryGetValue(broker, out var connection) || !connection.IsOpen)
                    _connections[broker] = connection = await broker.ConnectAsync(ConnectionPurpose.Consume, _ => { }, end).ConfigureAwait(false);
                var state = await connection.InspectAsync(queue, end).ConfigureAwait(false);
                // This service consumes the queue: without a consumer, the queue is too busy to answer or the bridge is reconnecting.
                if (state is { Ready: 0, Consumers: 0 }) return null;
                ready += state?.Ready ?? 0;
            }

            return ready;
        }
        catch (BrokerException)
        {
            // The broker is unavailable: the bridge reports it, and the next check may succeed.
            return null;
        }
    }
}
