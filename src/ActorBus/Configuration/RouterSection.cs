using ActorBus.Messages;
using ActorBus.Plugins;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Configuration;

/// <summary>The settings of a bus's router: its type, its routes and its async switch.</summary>
internal sealed class RouterSection(IConfigurationSection router, MessageKind kind, IServiceProvider services, List<string> faults)
{
    public IMessageBusPlugin? Read()
    {
        var before = faults.Count;
        var inner = Router();
        var producerId = Find("asyncswitch");
        if (faults.Count > before || producerId is null) return inner;
        if (producerId.Value is { } key && services.GetKeyedService<IMessageProducer>(key) is { } producer && inner is not null)
            return new AsyncSwitchRouter(inner, producer);
        Refuse(producerId, "no producer is known by this id. Register a keyed IMessageProducer");
        return null;
    }

    private RouterPlugin? Router()
    {
        try
        {
            switch (Find("type")?.Value?.ToUpperInvariant())
            {
                case null or "EXACT":
                    return Exact();
                case "REGEX":
                    return new RegexRouter(Routes().Select(route => KeyValuePair.Create(route.Key, (object)route.Value)));
                default:
                    Refuse(Find("type")!, "there is no such router. Use exact or regex");
                    return null;
            }
        }
        catch (ArgumentException error)
        {
            Refuse(router, $"its routes cannot be used: {error.Message}");
            return null;
        }
    }

    private RouterPlugin Exact() => kind switch
    {
        MessageKind.Event => new EventRouter(Routes()),
        MessageKind.Query => new QueryRouter(Single()),
        _ => new CommandRouter(Single()),
    };

    private IEnumerable<KeyValuePair<string, object>> Single() =>
        Routes().Where(route => route.Value.Count > 0).Select(route => KeyValuePair.Create(route.Key, route.Value[^1]));

    /// <summary>Message names or patterns, each with one handler or a list of them.</summary>
    private List<KeyValuePair<string, IReadOnlyList<object>>> Routes()
    {
        List<KeyValuePair<string, IReadOnlyList<object>>> routes = [];
        foreach (var route in Find("routes")?.GetChildren() ?? [])
        {
            IReadOnlyList<object> handlers = route.Value is { } one ? [one] : [.. route.GetChildren().Select(child => child.Value).OfType<string>()];
            if (handlers.Count == 0) Refuse(route, "it leads to no handler. Give it the id of one");
            else if (handlers.Count > 1 && kind != MessageKind.Event) Refuse(route, $"a {kind} has one handler. Give it one id");
            routes.Add(KeyValuePair.Create(route.Key, handlers));
        }

        return routes;
    }

    private IConfigurationSection? Find(string name) => router.GetChildren()
        .FirstOrDefault(child => child.Key.Replace("-", "", StringComparison.Ordinal).Equals(name, StringComparison.OrdinalIgnoreCase));

    private void Refuse(IConfigurationSection setting, string why) =>
        faults.Add($"{setting.Path.Replace(':', '.')} = '{setting.Value}': {why}.");
}
