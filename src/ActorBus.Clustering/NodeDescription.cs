namespace ActorBus.Clustering;

/// <summary>One member of a cluster.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Status">What it is to the cluster: <c>Up</c>, <c>Leaving</c> and so on.</param>
/// <param name="Roles">Its roles.</param>
/// <param name="Answered">False when it did not say in time what it runs, or does not run ActorBus.</param>
/// <param name="Services">The services of the node.</param>
public sealed record NodeDescription(
    string Address, string Status, IReadOnlyList<string> Roles, bool Answered, IReadOnlyList<ServiceDescription> Services);
