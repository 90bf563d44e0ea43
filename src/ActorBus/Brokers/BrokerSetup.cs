using ActorBus.Settings;

namespace ActorBus.Brokers;

/// <summary>What a broker may use when a service is put together.</summary>
/// <param name="ServiceName">The service.</param>
/// <param name="Settings">The service's settings; what is wrong with the broker's is reported to it.</param>
/// <param name="Services">The services of the host.</param>
public sealed record BrokerSetup(string ServiceName, SettingsReader Settings, IServiceProvider Services)
{
    /// <summary>The broker's name in the service map.</summary>
    public string BrokerName { get; init; } = Distribution.ServiceMap.DefaultBroker;

    /// <summary>True for the broker that the service itself chose, false for one that was added under a name.</summary>
    public bool IsDefault => BrokerName == Distribution.ServiceMap.DefaultBroker;
}
