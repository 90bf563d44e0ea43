using ActorBus.Akka.Serialization;

namespace ActorBus.Akka.Clustering;

/// <summary>What one node runs.</summary>
/// <param name="Services">Its services.</param>
internal sealed record NodeReport(ServiceReport[] Services) : IInternalMessage;
