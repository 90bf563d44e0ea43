namespace ActorBus.Clustering;

/// <summary>Describes one member of a cluster.</summary>
/// <param name="Address">The address of the member.</param>
/// <param name="Status">The membership status: <c>Up</c>, <c>Leaving</c> and so on.</param>
/// <param name="Roles">The roles of the member.</param>
/// <param name="Answered">False when the member did not report its services in time, or does not run ActorBus.</param>
/// <param name="Services">The services of the node.</param>
public sealed record NodeDescription(
    string Address, string Status, IReadOnlyList<string> Roles, bool Answered, IReadOnlyList<ServiceDescription> Services);
