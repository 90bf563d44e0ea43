namespace ActorBus.Plugins;

/// <summary>Routes queries by their exact name.</summary>
/// <param name="routes">Names and handlers to begin with.</param>
public sealed class QueryRouter(IEnumerable<KeyValuePair<string, object>>? routes = null) : SingleHandlerRouter(routes);
