using ActorBus.Messages;

namespace ActorBus.Clustering;

/// <summary>Options of how a node of a cluster participates in one service.</summary>
public sealed record ActorBusNodeOptions
{
    /// <summary>The default role of members that run consumers.</summary>
    public const string DefaultRole = "actorbus-consumer";

    /// <summary>The role of the members that consume the service; must be the same on all nodes. The default is <see cref="DefaultRole"/>.</summary>
    public string Role { get; init; } = DefaultRole;

    /// <summary>The time limit for the answer of a bus on another node. The default is 30 seconds.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The types that may arrive from other nodes in addition to those that handlers accept, mainly the answers that this node expects.
    /// </summary>
    public IReadOnlyList<Type> Contracts { get; init; } = [];

    /// <summary>Returns the options with one more type that may arrive from other nodes.</summary>
    public ActorBusNodeOptions WithContract<T>() => this with { Contracts = [.. Contracts, typeof(T)] };

    /// <summary>Returns the options with all types of an assembly that have a <see cref="MessageNameAttribute"/>.</summary>
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
