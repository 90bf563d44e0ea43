using ActorBus.Messages;

namespace ActorBus.Clustering;

/// <summary>How a node of a cluster takes part in one service.</summary>
public sealed record ActorBusNodeOptions
{
    /// <summary>The role of members that run consumers when nothing else is said.</summary>
    public const string DefaultRole = "actorbus-consumer";

    /// <summary>The role of the members that handle what the service is sent; the same on all nodes of the cluster.</summary>
    public string Role { get; init; } = DefaultRole;

    /// <summary>How long a bus that was asked from another node may take to answer.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Types that may arrive from other nodes beside those that handlers take: above all the answers that this node awaits.</summary>
    public IReadOnlyList<Type> Contracts { get; init; } = [];

    /// <summary>With one more type that may arrive from other nodes.</summary>
    public ActorBusNodeOptions WithContract<T>() => this with { Contracts = [.. Contracts, typeof(T)] };

    /// <summary>With all types of an assembly that have a <see cref="MessageNameAttribute"/>.</summary>
    public ActorBusNodeOptions WithContractsFromAssemblyOf<T>() => this with
    {
        Contracts = [.. Contracts, .. typeof(T).Assembly.GetTypes().Where(type => type.IsDefined(typeof(MessageNameAttribute), inherit: false))],
    };

    internal IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(Role)) yield return $"{nameof(Role)} is empty. Name the role of the members that run the consumers.";
        if (AnswerTimeout <= TimeSpan.Zero) yield return $"{nameof(AnswerTimeout)} is {AnswerTimeout}. Use more than nothing.";
        foreach (var twins in Contracts.Distinct().GroupBy(MessageNaming.NameOf).Where(group => group.Count() > 1))
            yield return $"{nameof(Contracts)}: '{twins.Key}' is the name of {string.Join(" and ", twins)}. Give each a name of its own.";
    }
}
