namespace ActorBus.Configuration;

/// <summary>The id of a handler in a route that the container does not know; a registered handler may have it as its name.</summary>
/// <param name="Id">The id.</param>
/// <param name="Place">The path of the route.</param>
internal sealed record RoutedId(string Id, string Place);
