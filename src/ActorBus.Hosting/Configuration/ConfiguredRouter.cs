using ActorBus.Configuration;
using ActorBus.Messages;
using ActorBus.Plugins;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Hosting.Configuration;

/// <summary>Configuration values of the router of a bus.</summary>
internal sealed class ConfiguredRouter
{
    /// <summary>The kind of router.</summary>
    public RouterKind? Type { get; set; }

    /// <summary>
    /// The routes: a map from message names or patterns to the ids of their handlers, or a list of items with <c>match</c> and <c>handlers</c>. A
    /// list keeps its order, and its names may contain any characters.
    /// </summary>
    public IConfigurationSection? Routes { get; set; }

    /// <summary>The service key of the producer that receives asynchronous messages when they are first dispatched.</summary>
    public string? AsyncSwitch { get; set; }

    /// <summary>Returns the plugin source of the router; null when no router is configured.</summary>
    /// <param name="path">The configuration path of the router.</param>
    /// <param name="kind">The kind of message the bus accepts.</param>
    /// <param name="values">Receives the faults.</param>
    /// <param name="services">Provides the handlers and the producer; nothing is resolved from it, it is only asked what it contains.</param>
    /// <param name="unlocated">Receives the ids in the routes that the container does not contain.</param>
    public PluginSource? ToPlugin(string path, MessageKind kind, OptionValues values, IServiceProvider services, List<RoutedId> unlocated)
    {
        var type = Type ?? RouterKind.Exact;
        ConfiguredRoute[] routes = [.. ConfiguredRoute.ReadAll(Routes).Where(route => IsUsable(route, type, kind, values))];
        unlocated.AddRange(routes.SelectMany(route => route.Handlers, (route, id) => new RoutedId(id, values.PlaceOf(route.Path).Path))
            .Where(routed => !Keyed.Has<object>(services, routed.Id)));
        if (Type is null && AsyncSwitch is null && Routes is null) return null;
        if (type == RouterKind.Locator && routes.Length > 0)
            values.Fault($"{path}:{nameof(Type)}", "a locator asks the container for the message's name and has no routes. Remove them, or use exact or regex.");
        if (AsyncSwitch is not { } producer)
            return new PluginSource($"{values.PlaceOf(path)}: the router cannot be made", provider => Router(type, kind, routes, provider));

        var place = $"{path}:{nameof(AsyncSwitch)}";
        if (!Keyed.Has<IMessageProducer>(services, producer))
            values.Fault(place, $"no producer '{producer}': the container has no {nameof(IMessageProducer)} with this key. Register it: AddKeyedSingleton<{nameof(IMessageProducer)}>(\"{producer}\", ...).");
        return new PluginSource(
            $"{values.PlaceOf(place)}: no producer '{producer}': the container could not make the {nameof(IMessageProducer)}",
            provider => new AsyncSwitchRouter(Router(type, kind, routes, provider), provider.GetRequiredKeyedService<IMessageProducer>(producer)));
    }

    private static RouterPlugin Router(RouterKind type, MessageKind kind, ConfiguredRoute[] routes, IServiceProvider services) => (type, kind) switch
    {
        (RouterKind.Locator, _) => new ServiceLocatorRouter(services),
        (RouterKind.Regex, _) => new RegexRouter(routes.Select(route => KeyValuePair.Create(route.Match, (object)route.Handlers))),
        (_, MessageKind.Event) => new EventRouter(routes.Select(route => KeyValuePair.Create<string, IReadOnlyList<object>>(route.Match, route.Handlers))),
        (_, MessageKind.Query) => new QueryRouter(routes.Select(Single)),
        _ => new CommandRouter(routes.Select(Single)),
    };

    private static KeyValuePair<string, object> Single(ConfiguredRoute route) => KeyValuePair.Create(route.Match, (object)route.Handlers[0]);

    private static bool IsUsable(ConfiguredRoute route, RouterKind type, MessageKind kind, OptionValues values)
    {
        var fault = route.Stray is { } stray ? $"it has '{stray}'. A route in a list has match and handlers"
            : route.Match.Length == 0 ? "it has no name. Write the name of a message, or a pattern"
            : route.Handlers.Length == 0 || route.Handlers.Any(string.IsNullOrWhiteSpace) ? "it leads to no handler. Give it the id of one"
            : route.Handlers.Length > 1 && kind != MessageKind.Event ? $"a {kind} has one handler. Give it one id"
            : null;
        if (fault is not null) values.Fault(route.Path, $"this route cannot be used: {fault}.");
        else if (type == RouterKind.Regex && PatternFault(route.Match) is { } pattern) values.Fault(route.Path, $"'{route.Match}' is no pattern: {pattern}");
        else return true;
        return false;
    }

    private static string? PatternFault(string pattern)
    {
        try
        {
            new RegexRouter().Route(pattern);
            return null;
        }
        catch (ArgumentException error)
        {
            return error.Message;
        }
    }
}
