namespace ActorBus.Brokers;

/// <summary>Specifies how a delivery ends; every delivery is settled exactly once.</summary>
public enum Settlement
{
    /// <summary>Acknowledges the message: the broker removes it.</summary>
    Ack,

    /// <summary>Rejects the message: the broker moves it to the dead letter target of the queue, or drops it if there is none.</summary>
    Reject,

    /// <summary>Returns the message to the head of its queue, where it counts as delivered once more.</summary>
    /// <remarks>RabbitMQ does so for quorum queues with a delivery limit, and otherwise puts it further back; do not rely on its position.</remarks>
    Requeue,
}
