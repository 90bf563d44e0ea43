using ActorBus.Clustering.Serialization;

namespace ActorBus.Clustering.Members;

/// <summary>The report of what one node runs.</summary>
/// <param name="Services">The services of the node.</param>
internal sealed record NodeReport(ServiceReport[] Services) : IInternalMessage;
