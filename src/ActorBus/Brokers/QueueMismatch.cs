namespace ActorBus.Brokers;

/// <summary>Specifies what to do about a queue that already exists with other arguments.</summary>
public enum QueueMismatch
{
    /// <summary>Throws an error that names the queue and the argument; nothing is changed.</summary>
    Throw,

    /// <summary>Uses the queue as it is, and logs a warning.</summary>
    Ignore,

    /// <summary>Deletes the queue with all its messages, which is logged as an error, and declares it again.</summary>
    Replace,
}
