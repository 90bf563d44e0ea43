using ActorBus.Clustering.Serialization;

namespace ActorBus.Clustering.Members;

/// <summary>What one node runs.</summary>
/// <param name="Services">Its services.</param>
internal sealed record NodeReport(ServiceReport[] Services) : IInternalMessage;
