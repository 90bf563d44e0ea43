using ActorBus.Brokers;
using ActorBus.Distribution.Profiles;

namespace ActorBus.Distribution.Bridges;

/// <summary>The deliveries that a consumer has taken and not settled, as the actor of the deliveries keeps them.</summary>
/// <remarks>
/// It outlives a restart of that actor, which concerns the one delivery that failed: what runs or waits is the broker's, not the actor's. Used by the
/// actor alone, but for <see cref="UnderWay"/>.
/// </remarks>
internal sealed class DeliveryBook(int places, Action<int> onCrowded)
{
    private const int FirstSweep = 256;

    private readonly List<DeliveryRun> _runs = [];
    private readonly Dictionary<string, DeliveryRun> _adrift = new(StringComparer.Ordinal);
    private int _nextSweep = FirstSweep;

    /// <summary>How many are under way.</summary>
    public UnderWay UnderWay { get; } = new();

    /// <summary>Those that are kept in the order of their keys.</summary>
    public KeyLines<HandlerShare> Lines { get; } = new(places, onCrowded);

    /// <summary>Those that wait for a place, first in first out.</summary>
    public LinkedList<HandlerShare> ForPlace { get; } = [];

    /// <summary>Those that wait for their next try.</summary>
    public HashSet<HandlerShare> Pausing { get; } = [];

    /// <summary>Those that go back once nothing more is delivered.</summary>
    public List<Delivery> HeldBack { get; } = [];

    /// <summary>How many handlers run, where places are limited.</summary>
    public int Places { get; set; }

    /// <summary>The subscription whose deliveries are taken.</summary>
    public int Generation { get; set; }

    /// <summary>How many deliveries were taken at all.</summary>
    public long Taken { get; set; }

    /// <summary>Whether no more are taken.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Whether nothing more is delivered.</summary>
    public bool IsUnsubscribed { get; set; }

    /// <summary>Whether what goes back is left to the broker, which takes it back with the channel and in its order.</summary>
    public bool LeavesToBroker { get; set; }

    /// <summary>Whether what waits is given up.</summary>
    public bool IsGivingUp { get; set; }

    /// <summary>Remembers a run until it has ended, or a little longer.</summary>
    public void Note(DeliveryRun run)
    {
        _runs.Add(run);
        if (_runs.Count < _nextSweep) return;
        _runs.RemoveAll(static one => one.HasEnded);
        _nextSweep = Math.Max(FirstSweep, 2 * _runs.Count);
    }

    /// <summary>The subscription is gone: the broker delivers again what runs. Later ones with the same id are not told apart.</summary>
    public void Drift()
    {
        _adrift.Clear();
        foreach (var run in _runs.Where(run => !run.HasEnded))
        {
            if (run.Delivery.Message.MessageId is { Length: > 0 } id) _adrift.TryAdd(id, run);
        }
    }

    /// <summary>Takes the run of a message that is delivered again; null when it does not run.</summary>
    public DeliveryRun? FindAdrift(Delivery delivery)
    {
        if (_adrift.Count == 0 || delivery.Message.MessageId is not { Length: > 0 } id || !_adrift.TryGetValue(id, out var run)) return null;
        var (before, now) = (run.Delivery, delivery);
        // Another message under the same id, or a later copy of it, is none of its business.
        if (before.Queue != now.Queue || before.Exchange != now.Exchange || before.RoutingKey != now.RoutingKey || !before.Message.Body.Span.SequenceEqual(now.Message.Body.Span)) return null;
        if (before.Message.Number(WireHeaders.Attempts, int.MaxValue) != now.Message.Number(WireHeaders.Attempts, int.MaxValue)) return null;
        _adrift.Remove(id);
        return run;
    }
}
