namespace ActorBus.Brokers;

/// <summary>How a delivery ends; every delivery is settled exactly once.</summary>
public enum Settlement
{
    /// <summary>Done: the broker forgets it.</summary>
    Ack,

    /// <summary>Refused: the broker hands it to the queue's dead letter target, or drops it where there is none.</summary>
    Reject,

    /// <summary>Given back: it goes to the head of its queue and counts as delivered once more.</summary>
    /// <remarks>RabbitMQ puts it there if the quorum queue has a delivery limit, and else further back; do not rely on its place.</remarks>
    Requeue,
}
