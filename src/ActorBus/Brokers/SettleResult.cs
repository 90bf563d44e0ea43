namespace ActorBus.Brokers;

/// <summary>What became of an attempt to settle a delivery.</summary>
public enum SettleResult
{
    /// <summary>It counts; the broker is told.</summary>
    Settled,

    /// <summary>The delivery had been settled before; nothing was sent.</summary>
    AlreadySettled,

    /// <summary>The connection that delivered it is gone; nothing was sent and the broker delivers it again.</summary>
    Stale,
}
