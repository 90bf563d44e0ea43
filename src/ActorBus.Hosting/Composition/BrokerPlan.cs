using ActorBus.Brokers;
using ActorBus.Distribution;

namespace ActorBus.Hosting.Composition;

/// <summary>One broker of a service, validated and ready to be created.</summary>
/// <param name="Name">The name of the broker in the service map.</param>
/// <param name="Distribution">The distribution options for the broker.</param>
/// <param name="Create">Creates the broker.</param>
/// <param name="Capacity">An explanation of the prefetch and concurrency limits, for the log.</param>
/// <param name="IsOwned">Whether the broker is created for this service and disposed with it.</param>
internal sealed record BrokerPlan(string Name, DistributionOptions Distribution, Func<IBroker> Create, string Capacity, bool IsOwned);
