using ActorBus.Brokers;

namespace ActorBus.Recovery;

/// <summary>A segment of a queue, held by one connection.</summary>
internal sealed class ScanSegment(DeliveryStream deliveries, long size)
{
    /// <summary>The deliveries of the segment.</summary>
    public DeliveryStream Deliveries => deliveries;

    /// <summary>The maximum number of deliveries in the segment.</summary>
    public long Size => size;

    /// <summary>The number of deliveries held unsettled until the end.</summary>
    public long Held { get; set; }
}
