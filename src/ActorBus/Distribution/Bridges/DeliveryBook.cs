using ActorBus.Brokers;

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
    private readonly Dictionary<string, List<DeliveryRun>> _adrift = new(StringComparer.Ordinal);
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

    /// <summary>The subscription is gone: the broker delivers again what runs.</summary>
    public void Drift()
    {
        _adrift.Clear();
        foreach (var run in _runs.Where(run => !run.HasEnded))
        {
            var id = run.Delivery.Message.MessageId ?? "";
            if (!_adrift.TryGetValue(id, out var same)) _adrift[id] = same = [];
            same.Add(run);
        }
    }

    /// <summary>Takes the run of a message that is delivered again; null when it does not run. Of messages that are equal in all any will do.</summary>
    public DeliveryRun? FindAdrift(Delivery delivery)
    {
        var id = delivery.Message.MessageId ?? "";
        if (_adrift.Count == 0 || !_adrift.TryGetValue(id, out var same)) return null;
        var run = same.Find(one => IsSame(one.Delivery, delivery));
        if (run is null) return null;
        same.Remove(run);
        if (same.Count == 0) _adrift.Remove(id);
        return run;
    }

    private static bool IsSame(Delivery before, Delivery now) =>
        before.Queue == now.Queue && before.Exchange == now.Exchange && before.RoutingKey == now.RoutingKey
        && before.Message.Body.Span.SequenceEqual(now.Message.Body.Span) && HaveSameHeaders(before.Message.Headers, now.Message.Headers);

    private static bool HaveSameHeaders(IReadOnlyDictionary<string, object> before, IReadOnlyDictionary<string, object> now) =>
        before.Where(header => !BrokerHeaders.Contains(header.Key)).All(header => now.TryGetValue(header.Key, out var value) && IsSame(header.Value, value))
        && now.Keys.All(name => BrokerHeaders.Contains(name) || before.ContainsKey(name));

    private static bool IsSame(object before, object now) => (before, now) switch
    {
        (byte[] one, byte[] other) => one.AsSpan().SequenceEqual(other),
        (object[] one, object[] other) => one.Length == other.Length && one.Zip(other).All(pair => IsSame(pair.First, pair.Second)),
        (Dictionary<string, object> one, Dictionary<string, object> other) => HaveSameHeaders(one, other),
        _ => before.Equals(now),
    };
}
