namespace ActorBus.Actors.Routing;

/// <summary>Gives the key of a message, or null when it has none.</summary>
public delegate object? ConsistentHashMapping(object msg);
