namespace ActorBus.Actors.Routing;

/// <summary>Chooses the routee of a message; called by any number of threads at a time.</summary>
public abstract class RoutingLogic : INoSerializationVerificationNeeded
{
    /// <summary>The routee for a message, or <see cref="Routee.NoRoutee"/>.</summary>
    public abstract Routee Select(object message, Routee[] routees);
}
