namespace ActorBus.RabbitMq.Consuming;

/// <summary>One frame that tells the broker how deliveries ended.</summary>
/// <param name="Tag">The delivery.</param>
/// <param name="IsAck">True: done. False: refused.</param>
/// <param name="Multiple">True: so are all earlier ones that are open. Only when every one of them is.</param>
/// <param name="Requeue">Refused and given back.</param>
internal readonly record struct SettleFrame(ulong Tag, bool IsAck, bool Multiple = false, bool Requeue = false);
