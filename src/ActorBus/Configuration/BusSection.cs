using ActorBus.Messages;
using ActorBus.Plugins;
using ActorBus.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Configuration;

/// <summary>The settings of one bus.</summary>
internal sealed class BusSection(IConfigurationSection bus, IServiceProvider services, List<string> faults)
{
    private static readonly string[] Known = ["kind", "dispatchtimeout", "collectexceptions", "plugins", "router", "handlerlocation"];

    public BusOptions Read()
    {
        RefuseUnknown(bus, Known);
        var kind = Kind();
        return new BusOptions
        {
            Name = bus.Key,
            Kind = kind,
            DispatchTimeout = Duration(Find("dispatchtimeout")),
            CollectExceptions = Flag(Find("collectexceptions"), false),
            Plugins = [.. Plugins(kind)],
        };
    }

    private IEnumerable<IMessageBusPlugin> Plugins(MessageKind kind)
    {
        foreach (var id in Find("plugins")?.GetChildren() ?? [])
        {
            if (id.Value is { } key && services.GetKeyedService<IMessageBusPlugin>(key) is { } plugin) yield return plugin;
            else Refuse(id, "Wrong message bus utility configured: it is not a string or unknown by the container. Register a keyed IMessageBusPlugin");
        }

        if (Find("router") is { } router)
        {
            if (new RouterSection(router, kind, services, faults).Read() is { } plugin) yield return plugin;
            if (Flag(Find("handlerlocation"), true)) yield return new ServiceLocatorPlugin(services);
        }

        if (services.GetService<IMessageFactory>() is { } factory) yield return new MessageFactoryPlugin(factory);
    }

    private MessageKind Kind()
    {
        var kind = Find("kind");
        if (kind is { Value: { } text } && Enum.TryParse<MessageKind>(text, ignoreCase: true, out var known) && known != MessageKind.Message
            && !char.IsDigit(text[0]))
        {
            return known;
        }

        Refuse(kind ?? bus, "the kind is missing or unknown. Use command, event or query");
        return MessageKind.Command;
    }

    private TimeSpan? Duration(IConfigurationSection? setting)
    {
        if (setting?.Value is not { } text) return null;
        if (SettingsText.Duration(text) is { } duration) return duration;
        if (text == "infinite") return Timeout.InfiniteTimeSpan;
        Refuse(setting, "it is not a time. Write it as 500ms, 30s, 2m, 00:00:30 or infinite");
        return null;
    }

    private bool Flag(IConfigurationSection? setting, bool fallback)
    {
        if (setting?.Value is not { } text) return fallback;
        if (SettingsText.Flag(text) is { } flag) return flag;
        Refuse(setting, "it is neither on nor off. Use on, off, true or false");
        return fallback;
    }

    private IConfigurationSection? Find(string name) => bus.GetChildren().FirstOrDefault(child => Plain(child.Key) == name);

    private void RefuseUnknown(IConfigurationSection section, string[] known)
    {
        foreach (var stranger in section.GetChildren().Where(child => !known.Contains(Plain(child.Key))))
            Refuse(stranger, $"there is no such setting. Use one of: {string.Join(", ", known)}");
    }

    private void Refuse(IConfigurationSection setting, string why) =>
        faults.Add($"{setting.Path.Replace(':', '.')} = '{setting.Value}': {why}.");

    private static string Plain(string key) => key.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
}
