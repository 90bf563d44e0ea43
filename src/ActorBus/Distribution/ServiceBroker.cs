using ActorBus.Brokers;

namespace ActorBus.Distribution;

/// <summary>A broker with the options a service uses for it.</summary>
/// <param name="Name">The name of the broker in the service map.</param>
/// <param name="Broker">The broker.</param>
/// <param name="Options">The distribution options for the broker.</param>
/// <param name="Capacity">An explanation of the prefetch and concurrency limits, for the log.</param>
internal sealed record ServiceBroker(string Name, IBroker Broker, DistributionOptions Options, string Capacity = "");
