namespace ActorBus.Brokers;

/// <summary>What became of a publish; every publish ends in exactly one of these.</summary>
public enum PublishStatus
{
    /// <summary>The broker has stored it, or routed it nowhere when it was not mandatory.</summary>
    Confirmed,

    /// <summary>No queue takes it; it was not stored.</summary>
    Returned,

    /// <summary>The broker refused it, for example because a queue is full; it was not stored.</summary>
    Rejected,

    /// <summary>It was certainly not sent.</summary>
    Failed,

    /// <summary>It was sent and the broker's answer was lost: it may or may not be stored.</summary>
    Unknown,
}
