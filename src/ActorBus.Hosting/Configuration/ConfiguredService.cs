namespace ActorBus.Hosting.Configuration;

/// <summary>All configuration values of a service: the section <c>ActorBus</c>, and <c>ActorBus:Services:name</c>.</summary>
internal sealed class ConfiguredService : ConfiguredDistribution
{
    /// <summary>The values for all local buses.</summary>
    public ConfiguredDispatch? Dispatch { get; set; }

    /// <summary>The values for the phases of all local buses.</summary>
    public ConfiguredPipeline? Pipeline { get; set; }

    /// <summary>The local buses, by name.</summary>
    public Dictionary<string, ConfiguredBus>? Buses { get; set; }

    /// <summary>The values for single handlers, by name.</summary>
    public Dictionary<string, ConfiguredHandler>? Handlers { get; set; }

    /// <summary>The kind of the default broker.</summary>
    public ConfiguredKind? Broker { get; set; }

    /// <summary>The additional brokers, by name.</summary>
    public Dictionary<string, ConfiguredBroker>? Brokers { get; set; }

    /// <summary>The service map of the distributed bus.</summary>
    public ConfiguredMap? ServiceMap { get; set; }

    /// <summary>The service maps of the additional distributed buses, by name.</summary>
    public Dictionary<string, ConfiguredMap>? DistributedBuses { get; set; }

    /// <summary>Configuration values for all local buses.</summary>
    internal sealed class ConfiguredDispatch
    {
        /// <summary>The time limit of dispatches that have none of their own.</summary>
        public TimeSpan? Timeout { get; set; }

        /// <summary>How many messages a handler without its own limit processes concurrently.</summary>
        public int? Concurrency { get; set; }

        /// <summary>How many dispatches may wait for a handler that is busy.</summary>
        public int? MaxWaiting { get; set; }
    }

    /// <summary>The configured options of the phases.</summary>
    internal sealed class ConfiguredPipeline
    {
        /// <summary>Whether neighbouring phases without listeners are fused.</summary>
        public bool? Fusing { get; set; }
    }

    /// <summary>The configured kind of the default broker; its options stand beside this section.</summary>
    internal sealed class ConfiguredKind
    {
        /// <summary>The name of the broker kind.</summary>
        public string? Kind { get; set; }
    }
}
