namespace ActorBus.Configuration;

/// <summary>A handler id in a route that the container does not contain; it may be the name of a registered handler.</summary>
/// <param name="Id">The id.</param>
/// <param name="Place">The path of the route.</param>
internal sealed record RoutedId(string Id, string Place);
