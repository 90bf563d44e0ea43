namespace ActorBus.Brokers;

/// <summary>Specifies the outcome of a publish; every publish ends with exactly one of these.</summary>
public enum PublishStatus
{
    /// <summary>The broker has stored the message, or it was not mandatory and reached no queue.</summary>
    Confirmed,

    /// <summary>The message reached no queue and was not stored.</summary>
    Returned,

    /// <summary>The broker refused the message, for example because a queue is full; it was not stored.</summary>
    Rejected,

    /// <summary>The message was certainly not sent.</summary>
    Failed,

    /// <summary>The message was sent but its confirmation was lost: it may or may not be stored.</summary>
    Unknown,
}
