using ActorBus.Brokers;
using ActorBus.Distribution.Sending;
using ActorBus.Distribution.Topologies;

namespace ActorBus.Distribution.Profiles;

/// <summary>Defines the conventions by which services address and label messages on a broker.</summary>
internal interface IWireProfile
{
    /// <summary>
    /// Returns the service's own queue, which receives commands, queries and messages, and also retries and replays, which are addressed to one
    /// handler.
    /// </summary>
    string OwnQueue(string service);

    /// <summary>Returns all queues that a service consumes, including its own one.</summary>
    IReadOnlyList<string> ConsumedQueues(ServiceTopology service);

    /// <summary>Returns the topology that must exist before a service sends or consumes.</summary>
    Topology Topology(ServiceTopology service);

    /// <summary>Converts an envelope to the message that is transmitted.</summary>
    OutgoingMessage Write(Envelope envelope);

    /// <summary>Returns whether a handler for a name or pattern receives a delivered event.</summary>
    bool Listens(string pattern, Envelope @event);

    /// <summary>Returns whether the broker brings an event because of a name or pattern, which may be wider than what the handler listens to.</summary>
    bool IsBoundBy(string pattern, Envelope @event) => Listens(pattern, @event);

    /// <summary>Reads a message that was delivered to a service.</summary>
    /// <exception cref="RefusedMessageException">The message violates the profile or a limit.</exception>
    Envelope Read(Delivery delivery);
}
