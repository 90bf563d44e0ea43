using System.Collections.Concurrent;
using ActorBus.Brokers;
using Akka.Actor;

namespace ActorBus.Distribution.Bridges;

/// <summary>Finds the bridge of a service, having it made at first.</summary>
internal sealed class BridgeDirectory(DistributionOptions options, string name, IBroker broker)
{
    private static readonly TimeSpan AskLimit = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Task<BridgeEntry>> _entries = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Service, string Role), BridgeStatus> _statuses = new();
    private readonly CancellationTokenSource _stopped = new();
    private readonly TaskCompletionSource<IActorRef> _distributedBus = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the broker is, as OpenTelemetry names it.</summary>
    public string System => broker.Name;

    /// <summary>The state of every connection of every bridge.</summary>
    public IReadOnlyCollection<BridgeStatus> Statuses => [.. _statuses.Values.OrderBy(one => one.Service != options.ServiceName).ThenBy(one => one.Service, StringComparer.Ordinal).ThenBy(one => one.Role, StringComparer.Ordinal)];

    /// <summary>Every bridge that there is.</summary>
    public IEnumerable<BridgeEntry> All => _entries.Values.Where(entry => entry.IsCompletedSuccessfully).Select(entry => entry.Result);

    /// <summary>Says where bridges are made; once, at start.</summary>
    public void Open(IActorRef distributedBus) => _distributedBus.TrySetResult(distributedBus);

    /// <summary>Is cancelled when the distributed bus has stopped: what its bridges were told after that nobody answers.</summary>
    public CancellationToken Stopped => _stopped.Token;

    /// <summary>The distributed bus has stopped: whoever sends from now on is refused at once.</summary>
    public void Stop()
    {
        _distributedBus.TrySetException(IsStopped());
        _ = _distributedBus.Task.Exception;
        // Elsewhere than in the actor that stops: who waits may be anybody.
        _ = _stopped.CancelAsync();
    }

    /// <summary>A status that is listed from now on.</summary>
    public BridgeStatus NewStatus(string service, string role)
    {
        var status = new BridgeStatus(name, service, role);
        _statuses[(service, role)] = status;
        return status;
    }

    /// <summary>Closes the bridge to a service to senders; the next one who sends has another made.</summary>
    /// <returns>False while somebody uses it.</returns>
    public bool TryClose(string service)
    {
        if (!_entries.TryGetValue(service, out var entry) || !entry.IsCompletedSuccessfully || !entry.Result.TryClose()) return false;
        _entries.TryRemove(KeyValuePair.Create(service, entry));
        _statuses.TryRemove((service, BridgeStatus.Publisher), out _);
        return true;
    }

    /// <summary>The bridge of a service; null when nothing has been sent to it yet, nor consumed from it.</summary>
    public async Task<BridgeEntry?> FindAsync(string service) =>
        _entries.TryGetValue(service, out var entry) ? await entry.ConfigureAwait(false) : null;

    /// <summary>The bridge of a service; before the start of the service it is waited for.</summary>
    public ValueTask<BridgeEntry> GetAsync(string service, CancellationToken cancellationToken)
    {
        if (_stopped.IsCancellationRequested) throw IsStopped();
        if (_entries.TryGetValue(service, out var known) && known.IsCompletedSuccessfully) return new(known.Result);
        return new(MakeAsync(service).WaitAsync(cancellationToken));
    }

    private BusStoppedException IsStopped() =>
        new($"The distributed bus of service '{options.ServiceName}' was stopped and sends no more messages. Send before the host stops.");

    private async Task<BridgeEntry> MakeAsync(string service)
    {
        var entry = _entries.GetOrAdd(service, AskAsync);
        try
        {
            return await entry.ConfigureAwait(false);
        }
        catch
        {
            // Not remembered: the next send asks again.
            _entries.TryRemove(KeyValuePair.Create(service, entry));
            throw;
        }
    }

    private async Task<BridgeEntry> AskAsync(string service)
    {
        var distributedBus = await _distributedBus.Task.ConfigureAwait(false);
        DistributedBusActor.Bridge bridge;
        try
        {
            bridge = await distributedBus.Ask<DistributedBusActor.Bridge>(new DistributedBusActor.GetBridge(service), AskLimit, _stopped.Token).ConfigureAwait(false);
        }
        catch (Exception) when (_stopped.IsCancellationRequested)
        {
            throw IsStopped();
        }

        return new BridgeEntry(bridge.Actor, _statuses[(service, BridgeStatus.Publisher)], options.SendBuffer);
    }
}
