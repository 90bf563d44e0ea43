using ActorBus.Distribution;

namespace ActorBus.Hosting.Configuration;

/// <summary>
/// Configuration values for sending and receiving, of a service or of one of its brokers. The options of each broker kind stand beside them, under
/// the name of the kind.
/// </summary>
internal abstract class ConfiguredDistribution
{
    /// <summary>The distribution options.</summary>
    public DistributionOptions? Distribution { get; set; }

    /// <summary>The failure policy.</summary>
    public ConfiguredPolicy? Recovery { get; set; }
}
