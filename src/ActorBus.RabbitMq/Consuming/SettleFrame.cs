namespace ActorBus.RabbitMq.Consuming;

/// <summary>A frame that settles deliveries at the broker.</summary>
/// <param name="Tag">The delivery tag.</param>
/// <param name="IsAck">True to acknowledge, false to refuse.</param>
/// <param name="Multiple">Whether it also settles all earlier open deliveries; used only when all of them have this outcome.</param>
/// <param name="Requeue">Whether a refused delivery returns to the queue.</param>
internal readonly record struct SettleFrame(ulong Tag, bool IsAck, bool Multiple = false, bool Requeue = false);
