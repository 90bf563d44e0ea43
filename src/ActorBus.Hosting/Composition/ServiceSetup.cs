using ActorBus.Distribution;
using ActorBus.Handlers;
using ActorBus.Serialization;
using Akka.Configuration;

namespace ActorBus.Hosting.Composition;

/// <summary>One service, validated and ready to be started.</summary>
internal sealed record ServiceSetup
{
    public required string Name { get; init; }

    public required HandlerRegistry Handlers { get; init; }

    public required BusRuntimeOptions Buses { get; init; }

    /// <summary>The brokers, the default one first.</summary>
    public required IReadOnlyList<BrokerPlan> Brokers { get; init; }

    /// <summary>The service maps of the distributed buses.</summary>
    public required ServiceMaps Maps { get; init; }

    /// <summary>The distribution options for the default broker.</summary>
    public DistributionOptions Distribution => Brokers[0].Distribution;

    public required MessageConverters Converters { get; init; }

    /// <summary>The HOCON for the actor system.</summary>
    public required Config Hocon { get; init; }

    /// <summary>The assemblies that were added as a whole but contain no handler.</summary>
    public required IReadOnlyList<string> EmptyAssemblies { get; init; }
}
