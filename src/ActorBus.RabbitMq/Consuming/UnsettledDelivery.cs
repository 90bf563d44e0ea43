using ActorBus.Brokers;

namespace ActorBus.RabbitMq.Consuming;

/// <summary>A delivery that the broker waits for, linked with its neighbours in the order of delivery.</summary>
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

    /// <summary>True once the handler is done with it and the broker is still to be told.</summary>
    public bool IsAcked { get; set; }

    /// <summary>True while it is linked: the broker has not been told.</summary>
    public bool IsLinked { get; set; }

    public SettleResult Settle(Settlement settlement) => _settler.Settle(this, settlement);
}
