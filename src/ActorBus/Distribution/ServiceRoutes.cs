using ActorBus.Distribution.Profiles;
using ActorBus.Messages;

namespace ActorBus.Distribution;

/// <summary>Lists the types of commands and queries that a service owns, so that they can be sent without naming the service.</summary>
/// <remarks>See <see cref="DistributionOptions.RouteTo"/>.</remarks>
public sealed class ServiceRoutes
{
    private readonly string _service;
    private readonly Dictionary<Type, MessageRoute> _routes;
    private readonly List<string> _faults;

    internal ServiceRoutes(string service, Dictionary<Type, MessageRoute> routes, List<string> faults)
    {
        _service = service;
        _routes = routes;
        _faults = faults;
    }

    /// <summary>Sends commands of a type to the service.</summary>
    /// <typeparam name="TCommand">The type; commands of derived types need a route of their own.</typeparam>
    /// <param name="routingKey">The name under which the commands are sent; null for the name of the type.</param>
    public ServiceRoutes Command<TCommand>(string? routingKey = null) => Add(typeof(TCommand), MessageKind.Command, routingKey);

    /// <summary>Sends queries of a type to the service.</summary>
    /// <typeparam name="TQuery">The type; queries of derived types need a route of their own.</typeparam>
    /// <param name="routingKey">The name under which the queries are sent; null for the name of the type.</param>
    public ServiceRoutes Query<TQuery>(string? routingKey = null) => Add(typeof(TQuery), MessageKind.Query, routingKey);

    private ServiceRoutes Add(Type type, MessageKind kind, string? routingKey)
    {
        var word = EnvelopeWriter.KindWord(kind);
        var route = new MessageRoute(_service, kind, routingKey ?? MessageNaming.NameOf(type));
        if (type == typeof(string) || type == typeof(object))
            _faults.Add($"RouteTo(\"{_service}\") routes {type.Name}s, and a {word} of that type may be anything. Route types of your own, or send by name.");
        else if (string.IsNullOrWhiteSpace(route.RoutingKey))
            _faults.Add($"RouteTo(\"{_service}\") gives the {word} '{type}' an empty routing key. Leave it out, or name it.");
        else if (!_routes.TryAdd(type, route) && _routes[type] != route)
            _faults.Add($"RouteTo(\"{_service}\") routes the {word} '{type}', which is routed as a {_routes[type]} already. A type belongs to one service; keep one of the two.");
        return this;
    }
}
