using ActorBus.Distribution;

namespace ActorBus.Hosting.Configuration;

/// <summary>What configuration says of the service map of a distributed bus.</summary>
internal sealed class ConfiguredMap
{
    /// <summary>The services that each broker leads to.</summary>
    public Dictionary<string, string[]> Commands { get; set; } = [];

    /// <summary>The events that go to each broker.</summary>
    public Dictionary<string, ConfiguredEvents> Events { get; set; } = [];

    /// <summary>Returns the map.</summary>
    /// <param name="brokers">The brokers that there are; configuration may write their names in other capitals than code.</param>
    public ServiceMap ToMap(IReadOnlyCollection<string> brokers)
    {
        var map = ServiceMap.Empty;
        foreach (var (broker, services) in Commands) map = services.Aggregate(map, (one, service) => one.MapCommands(service, NameOf(broker)));
        return Events.Aggregate(map, (one, events) => one.MapEvents(NameOf(events.Key), events.Value.ToMapping()));

        string NameOf(string name) => brokers.FirstOrDefault(broker => broker.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name;
    }

    /// <summary>What configuration says of the events that go to one broker.</summary>
    internal sealed class ConfiguredEvents
    {
        /// <summary>Names and patterns of the events that go there.</summary>
        public string[]? Include { get; set; }

        /// <summary>Names and patterns of the events that do not.</summary>
        public string[]? Exclude { get; set; }

        /// <summary>The only services whose events go there.</summary>
        public string[]? OnlyFrom { get; set; }

        /// <summary>Services whose events do not go there.</summary>
        public string[]? NotFrom { get; set; }

        /// <summary>Returns the mapping.</summary>
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
