using System.Diagnostics;
using ActorBus.Brokers;
using ActorBus.Distribution;

namespace ActorBus.Hosting.Verbs;

/// <summary>Watches a running service until a limit of the command line is reached or the host is told to stop.</summary>
internal sealed class RunWatch(RunArguments run, ActorBusService service)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Dictionary<IBroker, IBrokerConnection> _connections = [];
    private int _timesEmpty;

    /// <summary>Waits for the end.</summary>
    /// <returns>Null for a clean end, else why it is none.</returns>
    public async Task<string?> WaitAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false))
            {
                // A consumer that reached its limit says nothing; one that a failure stopped says which.
                if (StoppedConsumer() is { } stopped) return stopped.Reason;
                if (IsOver() || (run.FinishWhenNoMessages && await IsEmptyAsync(stopping).ConfigureAwait(false))) return null;
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // SIGTERM or SIGINT: a clean end.
        }
        finally
        {
            foreach (var connection in _connections.Values) await connection.DisposeAsync().ConfigureAwait(false);
        }

        return null;
    }

    private BridgeStatus.Snapshot? StoppedConsumer() => service.Bridges.Where(status => status.Role == BridgeStatus.Consumer)
        .Select(status => status.Now).Where(now => now.Health == BridgeHealth.Stopped).MaxBy(now => now.Reason is not null);

    private bool IsOver() =>
        (run.ExecutionTimeLimit is { } time && Stopwatch.GetElapsedTime(_started) > time)
        || (run.MemoryLimit is { } megabytes && Environment.WorkingSet >= megabytes * 1024L * 1024L);

    private async Task<bool> IsEmptyAsync(CancellationToken stopping)
    {
        // Twice in a row: what the broker has handed out may not have reached a handler yet.
        _timesEmpty = await ReadyAsync(stopping).ConfigureAwait(false) == 0 && service.Local.InFlight == 0 ? _timesEmpty + 1 : 0;
        return _timesEmpty >= 2;
    }

    private async Task<long?> ReadyAsync(CancellationToken stopping)
    {
        try
        {
            var ready = 0L;
            foreach (var (broker, queue) in service.ConsumedQueues)
            {
                if (!_connections.TryGetValue(broker, out var connection) || !connection.IsOpen)
                    _connections[broker] = connection = await broker.ConnectAsync(ConnectionPurpose.Consume, _ => { }, stopping).ConfigureAwait(false);
                var state = await connection.InspectAsync(queue, stopping).ConfigureAwait(false);
                // This service consumes it: without a consumer the queue is too busy to answer, or the bridge is just coming back.
                if (state is { Ready: 0, Consumers: 0 }) return null;
                ready += state?.Ready ?? 0;
            }

            return ready;
        }
        catch (BrokerException)
        {
            // The broker is away: the bridge says so, and the next look may tell.
            return null;
        }
    }
}
