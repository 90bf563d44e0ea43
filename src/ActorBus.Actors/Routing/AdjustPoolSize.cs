namespace ActorBus.Actors.Routing;

/// <summary>Gives a pool more routees, or fewer for a negative number.</summary>
public sealed class AdjustPoolSize : RouterManagementMessage
{
    /// <summary>Creates the message.</summary>
    public AdjustPoolSize(int change) => Change = change;

    /// <summary>How many more.</summary>
    public int Change { get; }
}
