using ActorBus.Brokers;

namespace ActorBus.RabbitMq.Consuming;

/// <summary>A delivery that the broker expects to be settled, linked with its neighbours in the order of delivery.</summary>
internal sealed class UnsettledDelivery
{
    private readonly Settler _settler;

    public UnsettledDelivery(Settler settler, ulong tag)
    {
        _settler = settler;
        Tag = tag;
    }

    public ulong Tag { get; }

    public UnsettledDelivery? Previous { get; set; }

    public UnsettledDelivery? Next { get; set; }

    /// <summary>Whether the handler is done but the broker has not been told yet.</summary>
    public bool IsAcked { get; set; }

    /// <summary>Whether it is linked, that is, the broker has not been told yet.</summary>
    public bool IsLinked { get; set; }

    public SettleResult Settle(Settlement settlement) => _settler.Settle(this, settlement);
}
