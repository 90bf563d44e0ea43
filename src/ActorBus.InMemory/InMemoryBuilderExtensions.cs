namespace ActorBus.InMemory;

/// <summary>Extends services and brokers with the in-memory broker.</summary>
public static class InMemoryBuilderExtensions
{
    /// <summary>Uses the in-memory broker of the process, which is the default. All services that share it can communicate with each other.</summary>
    /// <param name="bus">The service.</param>
    /// <param name="broker">A broker to share with other hosts; null for the one registered in this host.</param>
    public static ActorBusBuilder UseInMemory(this ActorBusBuilder bus, InMemoryBroker? broker = null)
    {
        ArgumentNullException.ThrowIfNull(bus);
        return bus.UseSharedBroker(services => broker ?? InMemoryBroker.OfHost(services), InMemoryBroker.Kind);
    }

    /// <summary>Uses an in-memory broker for an additional broker of the service.</summary>
    /// <param name="further">The additional broker.</param>
    /// <param name="broker">A broker to share with other services and hosts; null for the one registered in this host.</param>
    public static BrokerBuilder UseInMemory(this BrokerBuilder further, InMemoryBroker? broker = null)
    {
        ArgumentNullException.ThrowIfNull(further);
        return further.UseSharedBroker(services => broker ?? InMemoryBroker.OfHost(services), InMemoryBroker.Kind);
    }
}
