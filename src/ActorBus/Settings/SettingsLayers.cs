using Akka.Configuration;
using Microsoft.Extensions.Configuration;

namespace ActorBus.Settings;

/// <summary>Brings the settings of one service in order, the stronger first.</summary>
internal static class SettingsLayers
{
    /// <summary>The section of an <see cref="IConfiguration"/> that is read.</summary>
    public const string ConfigurationSection = "ActorBus";

    /// <summary>The object of HOCON that is read.</summary>
    public const string HoconPath = "actorbus";

    // What only one service is told.
    private const string Prefix = "services:";
    private const int PrefixWords = 2;

    /// <summary>A configuration before HOCON, what is said for the service before what is said for all.</summary>
    /// <param name="service">The service.</param>
    /// <param name="configuration">The host's configuration; null for none.</param>
    /// <param name="hocon">The user's HOCON.</param>
    /// <param name="reference">The reference configuration, the weakest.</param>
    public static IReadOnlyList<SettingsLayer> For(string service, IConfiguration? configuration, Config hocon, Config reference)
    {
        var layers = new List<SettingsLayer>();
        if (configuration is not null) Add(layers, SettingsLayer.FromConfiguration(configuration.GetSection(ConfigurationSection)), service);
        Add(layers, SettingsLayer.FromHocon("HOCON", hocon, HoconPath), service);
        layers.Add(SettingsLayer.FromHocon("reference", reference, HoconPath));
        return layers;
    }

    /// <summary>The services that a configuration speaks of, as it is compared.</summary>
    public static IEnumerable<string> ServicesIn(IConfiguration? configuration, Config hocon)
    {
        var layers = new List<SettingsLayer> { SettingsLayer.FromHocon("HOCON", hocon, HoconPath) };
        if (configuration is not null) layers.Add(SettingsLayer.FromConfiguration(configuration.GetSection(ConfigurationSection)));
        return layers.SelectMany(layer => layer.Values.Values).Where(value => value.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(value => value.Key.Split(SettingsKey.Delimiter)[1]).Distinct();
    }

    private static void Add(List<SettingsLayer> layers, SettingsLayer layer, string service)
    {
        var own = Prefix + SettingsKey.Of(service) + SettingsKey.Delimiter;
        layers.Add(new SettingsLayer(layer.Name, layer.Values.Values.Where(value => value.Key.StartsWith(own, StringComparison.Ordinal))
            .Select(value => value.Below(PrefixWords)).ToDictionary(value => value.Key, StringComparer.Ordinal)));
        layers.Add(new SettingsLayer(layer.Name, layer.Values.Where(one => !one.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(StringComparer.Ordinal)));
    }
}
