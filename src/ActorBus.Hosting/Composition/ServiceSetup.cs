using ActorBus.Brokers;
using ActorBus.Distribution;
using ActorBus.Handlers;
using ActorBus.Serialization;

namespace ActorBus.Hosting.Composition;

/// <summary>One service, checked and ready to be started.</summary>
internal sealed record ServiceSetup
{
    public required string Name { get; init; }

    public required HandlerRegistry Handlers { get; init; }

    public required BusRuntimeOptions Buses { get; init; }

    public required DistributionOptions Distribution { get; init; }

    public required MessageConverters Converters { get; init; }

    public required Func<IBroker> CreateBroker { get; init; }

    /// <summary>True when the broker was made for this service and ends with it.</summary>
    public required bool OwnsBroker { get; init; }

    /// <summary>HOCON for the actor system.</summary>
    public required Config Hocon { get; init; }

    /// <summary>Why so many messages are taken at a time, for the log.</summary>
    public required string Capacity { get; init; }
}
