using ActorBus.Brokers;
using ActorBus.Distribution;
using Microsoft.Extensions.Logging;

namespace ActorBus.Raw;

/// <summary>Checks at start whether the queues of named consumers exist; missing ones are logged and reported as unhealthy.</summary>
/// <remarks>A missing queue does not fail the start: it may be created before it is consumed, and otherwise consuming it fails.</remarks>
internal sealed class RawQueueWatch
{
    private readonly Dictionary<string, (string Queue, BridgeStatus Status)> _watched = new(StringComparer.OrdinalIgnoreCase);
    private readonly IBroker _broker;
    private readonly TimeProvider _time;
    private readonly ILogger _log;

    public RawQueueWatch(RawBusOptions options, bool declare, IBroker broker, Func<string, BridgeStatus> newStatus, TimeProvider time, ILogger log)
    {
        _broker = broker;
        _time = time;
        _log = log;
        foreach (var (name, one) in options.Consumers.Where(one => one.Value.Queue is not null && !(one.Value.Declare && declare)))
            _watched[name] = (one.Queue!, newStatus($"raw consumer '{name}'"));
    }

    /// <summary>Returns the status that a consumer updates; null for a consumer that declares its queue itself.</summary>
    public BridgeStatus? StatusOf(string consumer) => _watched.TryGetValue(consumer, out var watched) ? watched.Status : null;

    /// <summary>Checks all queues once.</summary>
    public async Task LookAsync(TimeSpan limit)
    {
        if (_watched.Count == 0) return;
        try
        {
            using var timeUp = new CancellationTokenSource(limit, _time);
            var connection = await _broker.ConnectAsync(ConnectionPurpose.Consume, _ => { }, timeUp.Token).ConfigureAwait(false);
            await using var closing = connection.ConfigureAwait(false);
            foreach (var (name, (queue, status)) in _watched)
            {
                if (await connection.InspectAsync(queue, timeUp.Token).ConfigureAwait(false) is not null) status.Set(BridgeHealth.Open, null);
                else Tell(name, status, $"there is no queue '{queue}' at {_broker.Address}");
            }
        }
        catch (Exception error) when (error is BrokerException or OperationCanceledException)
        {
            foreach (var (name, (_, status)) in _watched.Where(one => one.Value.Status.Now.Health != BridgeHealth.Open))
                Tell(name, status, $"nobody knows whether its queue is there: {error.Message}");
        }
    }

    private void Tell(string name, BridgeStatus status, string fault)
    {
        _log.CannotConsume(name, fault);
        status.Set(BridgeHealth.Connecting, fault);
    }
}
