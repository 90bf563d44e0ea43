using ActorBus.Brokers;
using ActorBus.Distribution.Topologies;
using ActorBus.Handlers;

namespace ActorBus.Hosting.Verbs;

/// <summary>One service of this program, put together but not started.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Handlers">Its handlers.</param>
/// <param name="Brokers">Its brokers; the default one first.</param>
internal sealed record ProgramService(string Name, HandlerRegistry Handlers, IReadOnlyList<ProgramBroker> Brokers)
{
    /// <summary>The exchanges, queues and bindings that it wants on one of its brokers.</summary>
    public Topology TopologyOn(ProgramBroker broker) => OwnTopology.Of(broker.Distribution, Handlers);
}
