namespace ActorBus.Actors.Routing;

/// <summary>Takes a routee from a router; a child is stopped a little later, so that messages on their way still reach it.</summary>
public sealed class RemoveRoutee : RouterManagementMessage
{
    /// <summary>Creates the message.</summary>
    public RemoveRoutee(Routee routee) => Routee = routee;

    /// <summary>The routee.</summary>
    public Routee Routee { get; }
}
