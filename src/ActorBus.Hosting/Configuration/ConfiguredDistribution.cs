using ActorBus.Distribution;

namespace ActorBus.Hosting.Configuration;

/// <summary>What configuration says of sending and receiving: of a service, or of one of its brokers; also the options of each kind of broker, by its name.</summary>
internal abstract class ConfiguredDistribution
{
    /// <summary>Sending and receiving.</summary>
    public DistributionOptions? Distribution { get; set; }

    /// <summary>What happens when a handler fails.</summary>
    public ConfiguredPolicy? Recovery { get; set; }
}
