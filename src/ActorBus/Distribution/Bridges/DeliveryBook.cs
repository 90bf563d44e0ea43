using ActorBus.Brokers;

namespace ActorBus.Distribution.Bridges;

/// <summary>The deliveries that a consumer has taken and not settled, as the actor of the deliveries keeps them.</summary>
/// <remarks>
/// It outlives a restart of that actor, which concerns the one delivery that failed: what runs or waits is the broker's, not the actor's. Used by the
/// actor alone, but for <see cref="UnderWay"/>.
/// </remarks>
internal sealed class DeliveryBook(int places, Action<int> onCrowded)
{
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
}
