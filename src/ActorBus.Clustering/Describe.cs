namespace ActorBus.Clustering;

/// <summary>Asks <c>IRequiredActor&lt;ActorBusCluster&gt;</c> which member consumes what; the reply is a <see cref="ClusterDescription"/>.</summary>
public sealed record Describe
{
    private Describe()
    {
    }

    /// <summary>The only instance.</summary>
    public static Describe Instance { get; } = new();
}
