namespace ActorBus.Clustering;

/// <summary>Asked of <c>IRequiredActor&lt;ActorBusCluster&gt;</c>: who consumes what; the answer is a <see cref="ClusterDescription"/>.</summary>
public sealed record Describe
{
    private Describe()
    {
    }

    /// <summary>The question.</summary>
    public static Describe Instance { get; } = new();
}
