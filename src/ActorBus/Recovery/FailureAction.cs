namespace ActorBus.Recovery;

/// <summary>What happens to a message whose handler failed; the words are those of the configuration.</summary>
public enum FailureAction
{
    /// <summary>
    /// <c>retry</c>: at once a few times in the process, then delayed by the broker, then the dead letter queue.
    /// The supervisor's Restart.
    /// </summary>
    Retry,

    /// <summary><c>ack</c>: acknowledged and dropped, logged. The supervisor's Resume.</summary>
    Ack,

    /// <summary><c>reject</c>: to the dead letter queue at once. The supervisor's Stop.</summary>
    Reject,

    /// <summary><c>requeue</c>: back to the head of the queue, where it counts towards the broker's delivery limit.</summary>
    Requeue,

    /// <summary><c>resend</c>: a copy to the tail of the queue, then acknowledged.</summary>
    Resend,

    /// <summary><c>throw</c>: the consumer stops and the message stays in the queue. The supervisor's Escalate.</summary>
    Throw,
}
