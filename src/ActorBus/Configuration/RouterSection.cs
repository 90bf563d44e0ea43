using ActorBus.Messages;
using ActorBus.Plugins;
using ActorBus.Settings;

namespace ActorBus.Configuration;

/// <summary>The settings of a bus's router: its type, its routes and its async switch.</summary>
internal sealed class RouterSection(SettingsReader router, MessageKind kind, IServiceProvider services)
{
    private readonly List<RoutedId> _unlocated = [];

    /// <summary>The ids in its routes that the container does not know.</summary>
    public IReadOnlyList<RoutedId> Unlocated => _unlocated;

    /// <summary>The router; null when there are no settings for one.</summary>
    public IMessageBusPlugin? Read()
    {
        var type = router.Word<RouterKind>("type");
        var routes = Routes();
        var producerId = router.Text("async-switch");
        if (type is null && routes.Count == 0 && producerId is null) return null;

        var inner = Router(type ?? RouterKind.Exact, routes);
        if (producerId is null) return inner;
        return Keyed.Find<IMessageProducer>(services, producerId, why => router.Fault("async-switch", $"no producer '{producerId}': {why}")) is { } producer
            ? new AsyncSwitchRouter(inner, producer)
            : null;
    }

    private RouterPlugin Router(RouterKind type, List<KeyValuePair<string, IReadOnlyList<object>>> routes)
    {
        if (type == RouterKind.Locator && routes.Count > 0)
            router.Fault("type", "a locator asks the container for the message's name and has no routes. Remove them, or use exact or regex.");
        return (type, kind) switch
        {
            (RouterKind.Locator, _) => new ServiceLocatorRouter(services),
            (RouterKind.Regex, _) => new RegexRouter(Usable(routes).Select(route => KeyValuePair.Create(route.Key, (object)route.Value))),
            (_, MessageKind.Event) => new EventRouter(routes),
            (_, MessageKind.Query) => new QueryRouter(Single(routes)),
            _ => new CommandRouter(Single(routes)),
        };
    }

    private static IEnumerable<KeyValuePair<string, object>> Single(IEnumerable<KeyValuePair<string, IReadOnlyList<object>>> routes) =>
        routes.Select(route => KeyValuePair.Create(route.Key, route.Value[^1]));

    /// <summary>Message names or patterns, each with one handler or a list of them.</summary>
    private List<KeyValuePair<string, IReadOnlyList<object>>> Routes()
    {
        List<KeyValuePair<string, IReadOnlyList<object>>> routes = [];
        foreach (var (name, value) in router.Entries("routes"))
        {
            var fault = name.Length == 0 ? "it has no name. Write the name of a message, or a pattern"
                : value.Items.Count == 0 || value.Items.Any(string.IsNullOrWhiteSpace) ? "it leads to no handler. Give it the id of one"
                : value.Items.Count > 1 && kind != MessageKind.Event ? $"a {kind} has one handler. Give it one id"
                : null;
            if (fault is not null)
            {
                router.Fault(value, $"this route cannot be used: {fault}.");
                continue;
            }

            routes.Add(KeyValuePair.Create<string, IReadOnlyList<object>>(name, value.Items));
            _unlocated.AddRange(value.Items.Where(id => !Keyed.IsHandler(services, id)).Select(id => new RoutedId(id, value.Path)));
        }

        return routes;
    }

    private List<KeyValuePair<string, IReadOnlyList<object>>> Usable(List<KeyValuePair<string, IReadOnlyList<object>>> routes)
    {
        List<KeyValuePair<string, IReadOnlyList<object>>> usable = [];
        foreach (var route in routes)
        {
            try
            {
                new RegexRouter().Route(route.Key);
                usable.Add(route);
            }
            catch (ArgumentException error)
            {
                router.Fault("routes", $"'{route.Key}' is no pattern: {error.Message}");
            }
        }

        return usable;
    }
}
