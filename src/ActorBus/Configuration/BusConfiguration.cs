using Microsoft.Extensions.Configuration;

namespace ActorBus.Configuration;

/// <summary>Reads the buses of a runtime, with their plugins and routes, from settings.</summary>
/// <remarks>
/// The settings hold one section per bus, named like the bus. Names may be written with or without dashes and in any case:
/// <code>
/// shop-commands {
///   kind = command
///   dispatch-timeout = 30s
///   plugins = [guard, validation]
///   router { type = exact, routes { "shop.placeOrder" = "PlaceOrderHandler" }, async-switch = producer }
///   handler-location = on
/// }
/// </code>
/// Ids of plugins (<see cref="IMessageBusPlugin"/>), producers (<see cref="IMessageProducer"/>) and handlers are keys of keyed services. Plugins
/// are attached first, in their order, then the router, then the service locator, then the message factory if there is one.
/// </remarks>
public static class BusConfiguration
{
    /// <summary>Reads the buses from a section of the host's configuration.</summary>
    /// <param name="section">The section whose children are the buses.</param>
    /// <param name="services">Where plugins, producers and handlers come from.</param>
    /// <exception cref="BusConfigurationException">Something is unknown or wrong; all mistakes are reported with their path.</exception>
    public static IReadOnlyList<BusOptions> Read(IConfigurationSection section, IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(services);
        List<string> faults = [];
        var buses = section.GetChildren().Select(bus => new BusSection(bus, services, faults).Read()).ToList();
        return faults.Count == 0 ? buses : throw new BusConfigurationException(faults);
    }

    /// <summary>Reads the buses from HOCON.</summary>
    /// <param name="config">The object whose fields are the buses.</param>
    /// <param name="path">Where that object stands, for the errors: <c>actorbus.buses</c>.</param>
    /// <param name="services">Where plugins, producers and handlers come from.</param>
    /// <exception cref="BusConfigurationException">Something is unknown or wrong; all mistakes are reported with their path.</exception>
    public static IReadOnlyList<BusOptions> Read(Config config, string path, IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var root = path.Replace('.', ':');
        Dictionary<string, string?> flat = [];
        if (!config.IsEmpty) Flatten(config, root, flat);
        return Read(new ConfigurationBuilder().AddInMemoryCollection(flat).Build().GetSection(root), services);
    }

    private static void Flatten(Config config, string path, Dictionary<string, string?> flat)
    {
        foreach (var (key, value) in config.AsEnumerable())
        {
            var place = $"{path}:{key}";
            if (value.IsObject()) Flatten(value.ToConfig(), place, flat);
            else if (!value.IsArray()) flat[place] = value.GetString();
            else foreach (var (index, item) in value.GetStringList().Index()) flat[$"{place}:{index:D6}"] = item;
        }
    }
}
