using ActorBus.Messages;
using ActorBus.Plugins;
using ActorBus.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Configuration;

/// <summary>The settings of one bus.</summary>
internal sealed class BusSection(string name, SettingsReader bus, IServiceProvider services)
{
    /// <summary>True when it is to be the default one of its kind.</summary>
    public bool IsDefault() => bus.Flag("default") ?? false;

    public BusOptions Read()
    {
        var kind = Kind();
        var router = new RouterSection(bus.Section("router"), kind, services);
        var plugins = Plugins(router, out var locates);
        return new BusOptions
        {
            Name = name,
            Kind = kind,
            DispatchTimeout = bus.DurationOrInfinite("dispatch-timeout"),
            CollectExceptions = ForEvents("collect-exceptions", kind),
            ParallelListeners = ForEvents("parallel-listeners", kind),
            Plugins = plugins,
            // Where the container is not asked, a plugin may know what an id means.
            RoutedIds = locates ? router.Unlocated : [],
        };
    }

    private List<IMessageBusPlugin> Plugins(RouterSection settings, out bool locates)
    {
        List<IMessageBusPlugin> plugins = [];
        foreach (var (index, id) in bus.Items("plugins").Index())
        {
            if (Keyed.Find<IMessageBusPlugin>(services, id, why => bus.Fault("plugins", $"wrong message bus utility configured, item {index} '{id}': {why}")) is { } plugin)
                plugins.Add(plugin);
        }

        if (settings.Read() is { } router) plugins.Add(router);

        // Whatever may have put an id in place of a handler.
        locates = bus.Flag("handler-location") ?? plugins.Count > 0;
        if (locates) plugins.Add(new ServiceLocatorPlugin(services));
        if (services.GetService<IMessageFactory>() is { } factory) plugins.Add(new MessageFactoryPlugin(factory));
        return plugins;
    }

    private MessageKind Kind()
    {
        var before = bus.Faults.Count;
        var kind = bus.Word<MessageKind>("kind");
        if (kind is MessageKind.Command or MessageKind.Event or MessageKind.Query) return kind.Value;
        foreach (var usual in (MessageKind[])[MessageKind.Command, MessageKind.Event, MessageKind.Query])
        {
            if (kind is null && bus.Faults.Count == before && BusOptions.DefaultFor(usual).Name == name) return usual;
        }

        if (bus.Faults.Count == before) bus.Fault("kind", $"bus '{name}' has {(kind is null ? "no kind" : "a kind of message that has no bus of its own")}. Use command, event or query.");
        return MessageKind.Command;
    }

    private bool ForEvents(string setting, MessageKind kind)
    {
        if (bus.Flag(setting) is not true) return false;
        if (kind == MessageKind.Event) return true;
        bus.Fault(setting, $"a {kind} has one handler. Leave it out, or make '{name}' an event bus.");
        return false;
    }
}
