using ActorBus.Brokers;
using ActorBus.Distribution.Topologies;
using ActorBus.Handlers;

namespace ActorBus.Hosting.Verbs;

/// <summary>One service of this program, assembled but not started.</summary>
/// <param name="Name">The name of the service.</param>
/// <param name="Handlers">The handlers.</param>
/// <param name="Brokers">The brokers, the default one first.</param>
internal sealed record ProgramService(string Name, HandlerRegistry Handlers, IReadOnlyList<ProgramBroker> Brokers)
{
    /// <summary>Returns the exchanges, queues and bindings that the service needs on one of its brokers.</summary>
    public Topology TopologyOn(ProgramBroker broker) => OwnTopology.Of(broker.Distribution, Handlers);
}
