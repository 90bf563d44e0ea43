using ActorBus.Brokers;
using ActorBus.InMemory;

namespace ActorBus.Hosting.Composition;

/// <summary>Finds brokers of one service that have different names but are the same broker.</summary>
internal static class BrokerTwins
{
    /// <summary>Returns the faults; empty when all names refer to different brokers.</summary>
    public static IReadOnlyList<string> Faults(IEnumerable<ActorBusService> services) => [.. services.SelectMany(Faults)];

    private static IEnumerable<string> Faults(ActorBusService service) => service.Brokers
        .Select(broker => (broker.Name, Broker: ((DeferredBroker)broker.Broker).Broker, broker.Options.Profile))
        .GroupBy(one => (Place(one.Broker), one.Profile))
        .Where(group => group.Count() > 1)
        .Select(twins => $"Service '{service.Name}': the brokers {string.Join(" and ", twins.Select(twin => $"'{twin.Name}'"))} are one and the same, "
            + $"{twins.First().Broker.Address}: an event that the service map sends to both would come twice. Give each an address or a virtual host of its "
            + "own, or keep one of them.");

    private static object Place(IBroker broker) => broker is InMemoryBroker ? broker : (broker.Name, broker.Address);
}
