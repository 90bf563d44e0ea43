using ActorBus.Distribution;
using ActorBus.Handlers;
using ActorBus.Serialization;
using Akka.Configuration;

namespace ActorBus.Hosting.Composition;

/// <summary>One service, checked and ready to be started.</summary>
internal sealed record ServiceSetup
{
    public required string Name { get; init; }

    public required HandlerRegistry Handlers { get; init; }

    public required BusRuntimeOptions Buses { get; init; }

    /// <summary>Its brokers; the default one first.</summary>
    public required IReadOnlyList<BrokerPlan> Brokers { get; init; }

    /// <summary>Which distributed bus sends through which of them.</summary>
    public required ServiceMaps Maps { get; init; }

    /// <summary>How the service sends and receives on the default broker.</summary>
    public DistributionOptions Distribution => Brokers[0].Distribution;

    public required MessageConverters Converters { get; init; }

    /// <summary>HOCON for the actor system.</summary>
    public required Config Hocon { get; init; }

    /// <summary>Assemblies whose handlers were asked for and that have none.</summary>
    public required IReadOnlyList<string> EmptyAssemblies { get; init; }
}
