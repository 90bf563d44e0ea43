namespace ActorBus.Distribution;

/// <summary>
/// Specifies the conventions for exchanges, queues and headers that a service follows; application code is the same for all of them.
/// </summary>
public enum WireProfile
{
    /// <summary>The conventions of ActorBus: commands are routed by service name, events by event name, and each service has one queue.</summary>
    ActorBus,

    /// <summary>
    /// The conventions of Ecotone's AMQP distributed bus: the topic exchange <c>ecotone.distributed</c>, the queue <c>distributed_&lt;service&gt;</c>
    /// and its headers. Ecotone has no queries: only ActorBus services answer them.
    /// </summary>
    Ecotone,

    /// <summary>
    /// The conventions of Pigeon: the topic exchange <c>event</c>, a queue <c>&lt;event&gt;.&lt;app&gt;</c> for each event with a subscriber, and the
    /// header <c>category</c>. Pigeon has only events: commands, queries and messages are exchanged between ActorBus services through the queue
    /// <c>&lt;app&gt;</c>.
    /// </summary>
    Pigeon,
}
