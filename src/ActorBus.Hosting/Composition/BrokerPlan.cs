using ActorBus.Brokers;
using ActorBus.Distribution;

namespace ActorBus.Hosting.Composition;

/// <summary>One broker of a service, checked and ready to be made.</summary>
/// <param name="Name">Its name in the service map.</param>
/// <param name="Distribution">How the service sends and receives there.</param>
/// <param name="Create">Makes it.</param>
/// <param name="Capacity">Why so many messages are taken at a time, for the log.</param>
/// <param name="IsOwned">True when it was made for this service and ends with it.</param>
internal sealed record BrokerPlan(string Name, DistributionOptions Distribution, Func<IBroker> Create, string Capacity, bool IsOwned);
