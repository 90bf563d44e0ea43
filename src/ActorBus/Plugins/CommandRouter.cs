namespace ActorBus.Plugins;

/// <summary>Routes commands by their exact name.</summary>
/// <param name="routes">Names and handlers to begin with.</param>
public sealed class CommandRouter(IEnumerable<KeyValuePair<string, object>>? routes = null) : SingleHandlerRouter(routes);
