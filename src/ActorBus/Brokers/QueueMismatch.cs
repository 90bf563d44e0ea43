namespace ActorBus.Brokers;

/// <summary>What is done about a queue that is on the broker already, with other arguments than those asked for.</summary>
public enum QueueMismatch
{
    /// <summary>It is an error that names the queue and the argument; nothing is changed.</summary>
    Throw,

    /// <summary>It is used as it is, and a warning says so.</summary>
    Ignore,

    /// <summary>It is deleted with all that lies in it, which is logged as an error, and declared anew.</summary>
    Replace,
}
