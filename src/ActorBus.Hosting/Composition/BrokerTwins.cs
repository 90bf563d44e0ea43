using ActorBus.Brokers;
using ActorBus.InMemory;

namespace ActorBus.Hosting.Composition;

/// <summary>Finds brokers of one service that go by several names and are the same.</summary>
internal static class BrokerTwins
{
    /// <summary>What is wrong; empty when each name leads elsewhere.</summary>
    /// <param name="setup">The service.</param>
    /// <param name="brokers">Its brokers, in the order of the plans.</param>
    public static IReadOnlyList<string> Faults(ServiceSetup setup, IReadOnlyList<IBroker> brokers) =>
    [
        .. setup.Brokers.Zip(brokers)
            .GroupBy(one => (Place(one.Second), one.First.Distribution.Profile), one => (one.First.Name, one.Second.Address))
            .Where(group => group.Count() > 1)
            .Select(twins => $"Service '{setup.Name}': the brokers {string.Join(" and ", twins.Select(twin => $"'{twin.Name}'"))} are one and the same, "
                + $"{twins.First().Address}: an event that the service map sends to both would come twice. Give each an address or a virtual host of its own, or "
                + "keep one of them."),
    ];

    private static object Place(IBroker broker) => broker is InMemoryBroker ? broker : (broker.Name, broker.Address);
}
