namespace ActorBus.Plugins;

/// <summary>Routes commands by their exact name.</summary>
/// <param name="routes">The initial names and handlers.</param>
public sealed class CommandRouter(IEnumerable<KeyValuePair<string, object>>? routes = null) : SingleHandlerRouter(routes);
