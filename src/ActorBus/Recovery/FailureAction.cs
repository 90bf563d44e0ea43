namespace ActorBus.Recovery;

/// <summary>Specifies what happens to a message whose handler failed. The names are those used in configuration.</summary>
public enum FailureAction
{
    /// <summary>
    /// <c>retry</c>: retries immediately in the process a few times, then with delays held by the broker, then moves the message to the dead letter
    /// queue. Corresponds to Restart of a supervisor.
    /// </summary>
    Retry,

    /// <summary><c>ack</c>: acknowledges and drops the message, and logs it. Corresponds to Resume of a supervisor.</summary>
    Ack,

    /// <summary><c>reject</c>: moves the message to the dead letter queue immediately. Corresponds to Stop of a supervisor.</summary>
    Reject,

    /// <summary>
    /// <c>requeue</c>: returns the message to the head of the queue, where it counts towards the delivery limit. A classic queue does not count: from the
    /// second time on a copy goes to the tail, which carries the count.
    /// </summary>
    Requeue,

    /// <summary>
    /// <c>resend</c>: publishes a copy to the tail of the queue and acknowledges the original. The tries of the copy are counted from the beginning, so
    /// a handler that always fails keeps a message in the queue for ever.
    /// </summary>
    Resend,

    /// <summary><c>throw</c>: stops the consumer; the message stays in the queue. Corresponds to Escalate of a supervisor.</summary>
    Throw,
}
