namespace ActorBus.Plugins;

/// <summary>Routes queries by their exact name.</summary>
/// <param name="routes">The initial names and handlers.</param>
public sealed class QueryRouter(IEnumerable<KeyValuePair<string, object>>? routes = null) : SingleHandlerRouter(routes);
