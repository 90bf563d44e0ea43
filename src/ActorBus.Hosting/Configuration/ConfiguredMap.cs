using ActorBus.Distribution;

namespace ActorBus.Hosting.Configuration;

/// <summary>Configuration values of the service map of a distributed bus.</summary>
internal sealed class ConfiguredMap
{
    /// <summary>The services reached through each broker.</summary>
    public Dictionary<string, string[]> Commands { get; set; } = [];

    /// <summary>The events published to each broker.</summary>
    public Dictionary<string, ConfiguredEvents> Events { get; set; } = [];

    /// <summary>Returns the service map.</summary>
    /// <param name="brokers">The existing brokers; configuration may spell their names in a different case.</param>
    public ServiceMap ToMap(IReadOnlyCollection<string> brokers)
    {
        var map = ServiceMap.Empty;
        foreach (var (broker, services) in Commands) map = services.Aggregate(map, (one, service) => one.MapCommands(service, NameOf(broker)));
        return Events.Aggregate(map, (one, events) => one.MapEvents(NameOf(events.Key), events.Value.ToMapping()));

        string NameOf(string name) => brokers.FirstOrDefault(broker => broker.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name;
    }

    /// <summary>Configuration values for the events published to one broker.</summary>
    internal sealed class ConfiguredEvents
    {
        /// <summary>The names and patterns of events to publish to the broker.</summary>
        public string[]? Include { get; set; }

        /// <summary>The names and patterns of events not to publish to the broker.</summary>
        public string[]? Exclude { get; set; }

        /// <summary>The only services whose events are published to the broker.</summary>
        public string[]? OnlyFrom { get; set; }

        /// <summary>The services whose events are not published to the broker.</summary>
        public string[]? NotFrom { get; set; }

        /// <summary>Returns the event mapping.</summary>
        public EventMapping ToMapping()
        {
            var all = new EventMapping();
            return new EventMapping
            {
                Include = Include ?? all.Include,
                Exclude = Exclude ?? all.Exclude,
                OnlyFrom = OnlyFrom ?? all.OnlyFrom,
                NotFrom = NotFrom ?? all.NotFrom,
            };
        }
    }
}
