namespace ActorBus.Brokers;

/// <summary>Specifies what a channel did with a message.</summary>
public enum SendKind
{
    /// <summary>Took it: it has the next number.</summary>
    Sent,

    /// <summary>Nothing, because the channel is gone; it used no number.</summary>
    Gone,

    /// <summary>Refused it for good; it used no number.</summary>
    Refused,
}
