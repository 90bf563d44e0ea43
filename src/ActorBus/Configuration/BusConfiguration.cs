using ActorBus.Settings;
using Akka.Configuration;
using Microsoft.Extensions.Configuration;

namespace ActorBus.Configuration;

/// <summary>Reads the buses of a runtime, with their plugins and routes, from settings.</summary>
/// <remarks>
/// The settings hold one section per bus, named like the bus. Names may be written with or without dashes and in any case, but for the
/// names of messages in routes:
/// <code>
/// shop-commands {
///   kind = command
///   dispatch-timeout = 30s
///   plugins = [guard, validation]
///   router { type = exact, routes { "shop.placeOrder" = "PlaceOrderHandler" }, async-switch = producer }
///   handler-location = on
/// }
/// </code>
/// Ids of plugins (<see cref="IMessageBusPlugin"/>), producers (<see cref="IMessageProducer"/>) and handlers (<see cref="object"/>) are keys
/// of keyed services; a handler's may also be the name of a registered handler. Plugins are attached first, in their order, then
/// the router, then the service locator, then the message factory if there is one. Of several buses of one kind the default one is
/// the one that says so, else the one with the default name (<c>command-bus</c>), else the first.
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
        return ReadAll(SettingsLayer.FromConfiguration(section), services);
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
        ArgumentNullException.ThrowIfNull(services);
        return ReadAll(SettingsLayer.FromObject("HOCON", config, path), services);
    }

    /// <summary>Reads the buses from the part of the settings that holds them; mistakes are left with the settings.</summary>
    internal static IReadOnlyList<BusOptions> Read(SettingsReader buses, IServiceProvider services)
    {
        var sections = buses.NamesAsWritten().Select(name => new BusSection(name, buses.Section(name), services)).ToArray();
        var read = sections.Select(section => (Bus: section.Read(), IsDefault: section.IsDefault())).ToArray();
        foreach (var rivals in read.Where(one => one.IsDefault).GroupBy(one => one.Bus.Kind).Where(group => group.Count() > 1))
        {
            buses.Section(rivals.Last().Bus.Name).Fault("default", $"{rivals.Count()} buses are the default one for a {rivals.Key}: "
                + $"{string.Join(", ", rivals.Select(one => $"'{one.Bus.Name}'"))}. Leave one.");
        }

        return [.. read.OrderByDescending(one => one.IsDefault).ThenByDescending(one => HasDefaultName(one.Bus)).Select(one => one.Bus)];
    }

    private static IReadOnlyList<BusOptions> ReadAll(SettingsLayer layer, IServiceProvider services)
    {
        var settings = new SettingsReader([layer]);
        var buses = Read(settings, services);
        settings.ReportUnknown();
        return settings.Faults.Count == 0 ? buses : throw new BusConfigurationException(settings.Faults);
    }

    private static bool HasDefaultName(BusOptions bus) => bus.Name == BusOptions.DefaultFor(bus.Kind).Name;
}
