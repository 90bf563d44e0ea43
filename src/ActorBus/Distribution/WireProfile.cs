namespace ActorBus.Distribution;

/// <summary>Whose agreement on exchanges, queues and headers a service keeps; application code is the same in each.</summary>
public enum WireProfile
{
    /// <summary>ActorBus's own: commands by service name, events by event name, a queue for each service.</summary>
    ActorBus,

    /// <summary>
    /// That of Ecotone's AMQP distributed bus: the topic exchange <c>ecotone.distributed</c>, the queue
    /// <c>distributed_&lt;service&gt;</c>, its headers. Ecotone knows no queries: only ActorBus services answer them.
    /// </summary>
    Ecotone,

    /// <summary>
    /// That of Pigeon: the topic exchange <c>event</c>, a queue <c>&lt;event&gt;.&lt;app&gt;</c> for each event that is listened to,
    /// the header <c>category</c>. Pigeon knows events only: commands, queries and messages go between ActorBus services,
    /// through the queue <c>&lt;app&gt;</c>.
    /// </summary>
    Pigeon,
}
