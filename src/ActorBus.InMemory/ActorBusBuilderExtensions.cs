namespace ActorBus.InMemory;

/// <summary>Chooses the in-memory broker for a service.</summary>
public static class ActorBusBuilderExtensions
{
    /// <summary>Uses the in-memory broker of the process, the default: all services that share it can talk to each other.</summary>
    /// <param name="bus">The service.</param>
    /// <param name="broker">A broker to share with other hosts; null for the one that is a service of this host.</param>
    public static ActorBusBuilder UseInMemory(this ActorBusBuilder bus, InMemoryBroker? broker = null)
    {
        ArgumentNullException.ThrowIfNull(bus);
        return bus.UseSharedBroker(services => broker ?? InMemoryBroker.OfHost(services), InMemoryBroker.Kind);
    }

    /// <summary>Uses an in-memory broker for a further broker of the service.</summary>
    /// <param name="further">The further broker.</param>
    /// <param name="broker">A broker to share with other services and hosts; null for the one that is a service of this host.</param>
    public static BrokerBuilder UseInMemory(this BrokerBuilder further, InMemoryBroker? broker = null)
    {
        ArgumentNullException.ThrowIfNull(further);
        return further.UseSharedBroker(services => broker ?? InMemoryBroker.OfHost(services), InMemoryBroker.Kind);
    }
}
