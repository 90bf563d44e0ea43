using ActorBus.Brokers;
using ActorBus.Distribution.Sending;
using ActorBus.Distribution.Topologies;

namespace ActorBus.Distribution.Profiles;

/// <summary>How services agree to address and label messages on a broker.</summary>
internal interface IWireProfile
{
    /// <summary>
    /// The service's own queue: commands, queries and messages arrive there, and what is tried again or replayed, which is
    /// addressed to one handler.
    /// </summary>
    string OwnQueue(string service);

    /// <summary>All queues that a service consumes; the own one is among them.</summary>
    IReadOnlyList<string> ConsumedQueues(ServiceTopology service);

    /// <summary>What has to be there before a service sends or consumes.</summary>
    Topology Topology(ServiceTopology service);

    /// <summary>Puts a message into the form in which it travels.</summary>
    OutgoingMessage Write(Envelope envelope);

    /// <summary>Whether a handler for a name or pattern gets an event that was delivered.</summary>
    bool Listens(string pattern, Envelope @event);

    /// <summary>Reads a message that was delivered to a service.</summary>
    /// <exception cref="RefusedMessageException">It breaks the agreement or a limit.</exception>
    Envelope Read(Delivery delivery);
}
