using ActorBus.Brokers;
using ActorBus.Distribution;
using ActorBus.Serialization;
using Microsoft.Extensions.Logging;

namespace ActorBus.Raw;

/// <summary>The dependencies of a raw consumer.</summary>
internal sealed record RawConsumerParts(
    IBroker Broker, MessageConverters Converters, RawBusOptions Options, string Queue, Topology Topology, ILogger Log, TimeProvider Time,
    Func<BrokerMessage, object, CancellationToken, Task> Reply)
{
    /// <summary>The status that the consumer updates; null for a consumer without a name.</summary>
    public BridgeStatus? Status { get; init; }

    /// <summary>Registers the consumer instead of consuming from a broker; null when there is a broker.</summary>
    public Action<Registration>? Register { get; init; }
}
