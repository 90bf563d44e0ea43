using ActorBus.Brokers;

namespace ActorBus.Recovery;

/// <summary>A stretch of a queue, held by one connection.</summary>
internal sealed class ScanSegment(DeliveryStream deliveries, long size)
{
    /// <summary>Where the stretch is read, and given back.</summary>
    public DeliveryStream Deliveries => deliveries;

    /// <summary>How many deliveries it may hold.</summary>
    public long Size => size;

    /// <summary>How many of them stay unsettled until the end.</summary>
    public long Held { get; set; }
}
