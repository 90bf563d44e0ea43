using ActorBus.Distribution;
using ActorBus.Distribution.Sending;
using ActorBus.Settings;

namespace ActorBus.Hosting.Composition;

/// <summary>Puts the service maps of one service together: configuration, and code on top of it.</summary>
/// <param name="builder">What code says.</param>
/// <param name="settings">What configuration says.</param>
/// <param name="brokers">The brokers that there are.</param>
/// <param name="services">The services of the host, whose names no further bus can have.</param>
/// <param name="report">Told what is wrong.</param>
internal sealed class MapComposer(
    ActorBusBuilder builder, SettingsReader settings, IReadOnlyList<string> brokers, IReadOnlyCollection<string> services, Action<string> report)
{
    /// <summary>The maps of all distributed buses.</summary>
    public ServiceMaps Compose()
    {
        var own = builder.MapChanges.Aggregate(Read(settings.Section("service-map")), (map, change) => change(map));
        Report("Service map", own);
        var named = new Dictionary<string, ServiceMap>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, change) in builder.DistributedBuses)
        {
            if (!named.TryAdd(name, change(Read(settings.Section("distributed-buses").Section(name)))))
                report($"Distributed bus '{name}': there are two of that name. Give each its own.");
        }

        var known = named.Keys.Select(SettingsKey.Of).ToHashSet(StringComparer.Ordinal);
        foreach (var name in settings.Names("distributed-buses").Where(name => !known.Contains(SettingsKey.Of(name))))
            named.Add(name, Read(settings.Section("distributed-buses").Section(name)));
        foreach (var (name, map) in named)
        {
            if (!OutgoingRules.IsServiceName(name) || services.Contains(name, StringComparer.OrdinalIgnoreCase))
                report($"Distributed bus '{name}': that cannot be its name. Use letters, digits, dots, dashes and underscores, and not the name of a service.");
            Report($"Distributed bus '{name}'", map);
        }

        return new ServiceMaps(own, named);
    }

    private ServiceMap Read(SettingsReader part)
    {
        var map = ServiceMap.Empty;
        foreach (var name in part.Names("commands"))
            map = (part.Texts($"commands.{name}") ?? []).Aggregate(map, (one, service) => one.MapCommands(service, BrokerOf(name)));
        foreach (var name in part.Names("events"))
        {
            var events = part.Section("events").Section(name);
            var all = new EventMapping();
            map = map.MapEvents(BrokerOf(name), new EventMapping
            {
                Include = events.Texts("include") ?? all.Include,
                Exclude = events.Texts("exclude") ?? all.Exclude,
                OnlyFrom = events.Texts("only-from") ?? all.OnlyFrom,
                NotFrom = events.Texts("not-from") ?? all.NotFrom,
            });
        }

        return map;
    }

    // Configuration may write a name in another way than code does.
    private string BrokerOf(string name) => brokers.FirstOrDefault(broker => SettingsKey.Of(broker) == SettingsKey.Of(name)) ?? name;

    private void Report(string what, ServiceMap map)
    {
        foreach (var fault in map.Faults(brokers)) report($"{what}: {fault}");
    }
}
