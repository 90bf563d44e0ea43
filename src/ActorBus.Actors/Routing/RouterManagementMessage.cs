namespace ActorBus.Actors.Routing;

/// <summary>A message to a router itself.</summary>
public abstract class RouterManagementMessage;
