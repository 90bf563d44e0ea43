namespace ActorBus.Brokers;

/// <summary>Represents the result of comparing one exchange, queue or binding with the broker.</summary>
/// <param name="Part">The type of the part.</param>
/// <param name="Name">The name; for a binding the text of <see cref="BindingDeclaration.ToString"/>.</param>
/// <param name="State">The state on the broker.</param>
/// <param name="Details">What differs, or why that is not known; null when there is nothing to report.</param>
public sealed record TopologyFinding(TopologyPart Part, string Name, TopologyState State, string? Details = null);
