namespace ActorBus.Brokers;

/// <summary>What a broker has of one exchange, queue or binding.</summary>
/// <param name="Part">Which of them it is.</param>
/// <param name="Name">Its name; of a binding <see cref="BindingDeclaration.ToString"/>.</param>
/// <param name="State">How it is.</param>
/// <param name="Details">What differs, or why that is not known; null when there is nothing to say.</param>
public sealed record TopologyFinding(TopologyPart Part, string Name, TopologyState State, string? Details = null);
