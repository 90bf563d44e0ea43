namespace ActorBus.Brokers;

/// <summary>Specifies the result of an attempt to settle a delivery.</summary>
public enum SettleResult
{
    /// <summary>The settlement is accepted, and sent to the broker.</summary>
    Settled,

    /// <summary>The delivery had already been settled; nothing was sent.</summary>
    AlreadySettled,

    /// <summary>The connection of the delivery is lost; nothing was sent, and the broker redelivers the message.</summary>
    Stale,
}
