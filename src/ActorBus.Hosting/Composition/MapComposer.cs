using ActorBus.Distribution;
using ActorBus.Distribution.Sending;
using ActorBus.Hosting.Configuration;

namespace ActorBus.Hosting.Composition;

/// <summary>Assembles the service maps of one service from configuration and then from code.</summary>
/// <param name="builder">The configuration made in code.</param>
/// <param name="values">The configuration values.</param>
/// <param name="brokers">The names of the brokers.</param>
/// <param name="services">The names of the services of the host, which additional buses cannot use.</param>
/// <param name="report">Receives the faults made in code.</param>
internal sealed class MapComposer(
    ActorBusBuilder builder, OptionValues values, IReadOnlyList<string> brokers, IReadOnlyCollection<string> services, Action<string> report)
{
    /// <summary>Returns the service maps of all distributed buses.</summary>
    public ServiceMaps Compose()
    {
        var own = Map("ServiceMap", "Service map", builder.MapChanges);
        var named = new Dictionary<string, ServiceMap>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, change) in builder.DistributedBuses)
        {
            if (!named.TryAdd(name, Map($"DistributedBuses:{name}", $"Distributed bus '{name}'", [change])))
                report($"Distributed bus '{name}': there are two of that name. Give each its own.");
        }

        foreach (var name in values.Named<ConfiguredMap>("DistributedBuses").Keys.Where(name => !named.ContainsKey(name)))
            named.Add(name, Map($"DistributedBuses:{name}", $"Distributed bus '{name}'", []));
        foreach (var name in named.Keys.Where(name => !OutgoingRules.IsServiceName(name) || services.Contains(name, StringComparer.OrdinalIgnoreCase)))
            report($"Distributed bus '{name}': that cannot be its name. Use letters, digits, dots, dashes and underscores, and not the name of a service.");
        return new ServiceMaps(own, named);
    }

    private ServiceMap Map(string path, string owner, IEnumerable<Func<ServiceMap, ServiceMap>> changes)
    {
        var said = values.Bind(path, new ConfiguredMap()).ToMap(brokers);
        var map = changes.Aggregate(said, (one, change) => change(one));
        var configured = said.Faults(brokers).ToHashSet(StringComparer.Ordinal);
        foreach (var fault in map.Faults(brokers))
        {
            if (configured.Contains(fault)) values.Fault(path, fault);
            else report($"{owner}: {fault}");
        }

        return map;
    }
}
