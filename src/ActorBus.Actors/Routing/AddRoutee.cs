namespace ActorBus.Actors.Routing;

/// <summary>Gives a router one routee more.</summary>
public sealed class AddRoutee : RouterManagementMessage
{
    /// <summary>Creates the message.</summary>
    public AddRoutee(Routee routee) => Routee = routee;

    /// <summary>The routee.</summary>
    public Routee Routee { get; }
}
