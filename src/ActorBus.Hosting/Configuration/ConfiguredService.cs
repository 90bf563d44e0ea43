namespace ActorBus.Hosting.Configuration;

/// <summary>Everything that configuration may say of a service: the section <c>ActorBus</c>, and <c>ActorBus:Services:name</c>.</summary>
internal sealed class ConfiguredService : ConfiguredDistribution
{
    /// <summary>What holds for all local buses.</summary>
    public ConfiguredDispatch? Dispatch { get; set; }

    /// <summary>The local buses, by name.</summary>
    public Dictionary<string, ConfiguredBus>? Buses { get; set; }

    /// <summary>Single handlers, by name.</summary>
    public Dictionary<string, ConfiguredHandler>? Handlers { get; set; }

    /// <summary>The kind of the default broker.</summary>
    public ConfiguredKind? Broker { get; set; }

    /// <summary>Further brokers, by name.</summary>
    public Dictionary<string, ConfiguredBroker>? Brokers { get; set; }

    /// <summary>Where the distributed bus sends.</summary>
    public ConfiguredMap? ServiceMap { get; set; }

    /// <summary>Further distributed buses, by name.</summary>
    public Dictionary<string, ConfiguredMap>? DistributedBuses { get; set; }

    /// <summary>What configuration says of all local buses.</summary>
    internal sealed class ConfiguredDispatch
    {
        /// <summary>How long a dispatch may take that says nothing itself.</summary>
        public TimeSpan? Timeout { get; set; }

        /// <summary>How many messages a handler takes at a time that says nothing itself.</summary>
        public int? Concurrency { get; set; }
    }

    /// <summary>What configuration says of the default broker itself; its options stand beside it.</summary>
    internal sealed class ConfiguredKind
    {
        /// <summary>The word for the kind.</summary>
        public string? Kind { get; set; }
    }
}
