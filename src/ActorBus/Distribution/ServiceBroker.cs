using ActorBus.Brokers;

namespace ActorBus.Distribution;

/// <summary>A broker, and how a service uses it.</summary>
/// <param name="Name">Its name in the service map.</param>
/// <param name="Broker">The broker.</param>
/// <param name="Options">How the service sends and receives there.</param>
/// <param name="Capacity">How many messages are taken at a time and why, for the log.</param>
internal sealed record ServiceBroker(string Name, IBroker Broker, DistributionOptions Options, string Capacity = "");
