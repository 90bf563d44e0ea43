using ActorBus.Brokers;
using ActorBus.Distribution;
using ActorBus.Serialization;
using Microsoft.Extensions.Logging;

namespace ActorBus.Raw;

/// <summary>What a consumer of raw messages is made of.</summary>
internal sealed record RawConsumerParts(
    IBroker Broker, MessageConverters Converters, RawBusOptions Options, string Queue, Topology Topology, ILogger Log, TimeProvider Time,
    Func<BrokerMessage, object, CancellationToken, Task> Reply)
{
    /// <summary>Where it shows how it does; null for a consumer without a name.</summary>
    public BridgeStatus? Status { get; init; }

    /// <summary>Takes the consumer instead of a broker; null where there is a broker.</summary>
    public Action<Registration>? Register { get; init; }
}
