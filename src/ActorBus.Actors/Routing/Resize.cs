namespace ActorBus.Actors.Routing;

/// <summary>Makes a pool ask its resizer; sent by the pool to itself.</summary>
public class Resize : RouterManagementMessage;
