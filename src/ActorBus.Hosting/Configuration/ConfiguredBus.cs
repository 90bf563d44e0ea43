using ActorBus.Configuration;
using ActorBus.Messages;
using ActorBus.Plugins;
using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Hosting.Configuration;

/// <summary>Configuration values of one local bus.</summary>
internal sealed class ConfiguredBus
{
    /// <summary>The kind of message the bus accepts; optional for buses with a default name.</summary>
    public MessageKind? Kind { get; set; }

    /// <summary>Whether the bus is the one of its kind that is injected without a key.</summary>
    public bool Default { get; set; }

    /// <summary>The time limit of a dispatch.</summary>
    public TimeSpan? DispatchTimeout { get; set; }

    /// <summary>Whether all listeners run and their failures are reported together.</summary>
    public bool CollectExceptions { get; set; }

    /// <summary>Whether listeners run concurrently.</summary>
    public bool ParallelListeners { get; set; }

    /// <summary>The service keys of the plugins, in the order of attachment.</summary>
    public string[] Plugins { get; set; } = [];

    /// <summary>The router of the bus.</summary>
    public ConfiguredRouter? Router { get; set; }

    /// <summary>
    /// Whether ids that stand for handlers are resolved from the container. By default they are if the bus has a plugin or a router.
    /// </summary>
    public bool? HandlerLocation { get; set; }

    /// <summary>
    /// Returns the options of all buses, the default ones first. Nothing is resolved from the services; they are only asked what they contain.
    /// </summary>
    /// <remarks>
    /// Among several buses of one kind, the default is the one marked as default, else the one with the default name, else the first by name.
    /// </remarks>
    public static IEnumerable<BusOptions> ReadAll(OptionValues values, IServiceProvider services)
    {
        var buses = values.Named<ConfiguredBus>("Buses").Where(bus => IsName(bus.Key, values))
            .Select(bus => (Options: bus.Value.ToOptions(bus.Key, values, services), IsDefault: bus.Value.Default)).ToArray();
        foreach (var rivals in buses.Where(bus => bus.IsDefault).GroupBy(bus => bus.Options.Kind).Where(group => group.Count() > 1))
        {
            values.Fault($"Buses:{rivals.Last().Options.Name}:{nameof(Default)}", $"{rivals.Count()} buses are the default one for a {rivals.Key}: "
                + $"{string.Join(", ", rivals.Select(bus => $"'{bus.Options.Name}'"))}. Leave one.");
        }

        return buses.OrderByDescending(bus => bus.IsDefault).ThenByDescending(bus => bus.Options.Name == BusOptions.DefaultFor(bus.Options.Kind).Name)
            .Select(bus => bus.Options);
    }

    private BusOptions ToOptions(string name, OptionValues values, IServiceProvider services)
    {
        var path = $"Buses:{name}";
        var kind = KindOf(name, values);
        OnlyForEvents(CollectExceptions, nameof(CollectExceptions));
        OnlyForEvents(ParallelListeners, nameof(ParallelListeners));
        List<RoutedId> unlocated = [];
        List<PluginSource> plugins = [.. Plugins.Select((id, index) => Plugin(id, index, $"{path}:{nameof(Plugins)}", values, services))];
        if (Router?.ToPlugin($"{path}:{nameof(Router)}", kind, values, services, unlocated) is { } router) plugins.Add(router);
        // A plugin or router may have put an id in place of a handler.
        var locates = HandlerLocation ?? plugins.Count > 0;
        if (locates) plugins.Add(new PluginSource($"{values.PlaceOf(path)}: handler location", provider => new ServiceLocatorPlugin(provider)));
        plugins.Add(new PluginSource(
            $"{values.PlaceOf(path)}: the container could not make the {nameof(IMessageFactory)}",
            provider => provider.GetService<IMessageFactory>() is { } factory ? new MessageFactoryPlugin(factory) : null));
        return new BusOptions
        {
            Name = name,
            Kind = kind,
            DispatchTimeout = DispatchTimeout,
            CollectExceptions = CollectExceptions && kind == MessageKind.Event,
            ParallelListeners = ParallelListeners && kind == MessageKind.Event,
            PluginSources = plugins,
            // If the container is not asked, a plugin may still know what an id means.
            RoutedIds = locates ? unlocated : [],
        };

        void OnlyForEvents(bool isOn, string option)
        {
            if (isOn && kind != MessageKind.Event)
                values.Fault($"{path}:{option}", $"a {kind} has one handler. Leave it out, or make '{name}' an event bus.");
        }
    }

    private static bool IsName(string name, OptionValues values)
    {
        if (ActorPath.IsValidPathElement(name)) return true;
        values.Fault($"Buses:{name}", "this name cannot be part of an actor path. Use letters, digits and hyphens.");
        return false;
    }

    private static PluginSource Plugin(string id, int index, string path, OptionValues values, IServiceProvider services)
    {
        var what = $"wrong message bus utility configured, item {index} '{id}'";
        if (!Keyed.Has<IMessageBusPlugin>(services, id))
            values.Fault(path, $"{what}: the container has no {nameof(IMessageBusPlugin)} with this key. Register it: AddKeyedSingleton<{nameof(IMessageBusPlugin)}>(\"{id}\", ...).");
        return new PluginSource(
            $"{values.PlaceOf(path)}: {what}: the container could not make the {nameof(IMessageBusPlugin)}",
            provider => provider.GetRequiredKeyedService<IMessageBusPlugin>(id));
    }

    private MessageKind KindOf(string name, OptionValues values)
    {
        if (Kind is MessageKind.Command or MessageKind.Event or MessageKind.Query) return Kind.Value;
        foreach (var usual in (MessageKind[])[MessageKind.Command, MessageKind.Event, MessageKind.Query])
        {
            if (Kind is null && BusOptions.DefaultFor(usual).Name == name) return usual;
        }

        var path = $"Buses:{name}:{nameof(Kind)}";
        if (!values.IsRefused(path)) values.Fault(path, $"bus '{name}' has {(Kind is null ? "no kind" : "a kind of message that has no bus of its own")}. Use command, event or query.");
        return MessageKind.Command;
    }
}
