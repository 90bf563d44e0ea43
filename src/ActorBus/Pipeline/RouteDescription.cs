namespace ActorBus.Pipeline;

/// <summary>Describes one route of a router that is attached to a bus.</summary>
/// <param name="Plugin">The router.</param>
/// <param name="Route">The name of the message, or the pattern.</param>
/// <param name="Handler">The target: the id in quotes, the method of a delegate, or the type of an object.</param>
public sealed record RouteDescription(string Plugin, string Route, string Handler);
