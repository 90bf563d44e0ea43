using ActorBus.Brokers;

namespace ActorBus.Distribution;

/// <summary>A message did not reach the broker's queues, or it is not known whether it did.</summary>
public sealed class DeliveryFailedException : ActorBusException
{
    /// <summary>Creates the error.</summary>
    /// <param name="status">What became of the message.</param>
    /// <param name="message">What was sent where, why it failed and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public DeliveryFailedException(PublishStatus status, string message, Exception? innerException = null)
        : base(message, innerException) => Status = status;

    /// <summary>
    /// What became of the message. <see cref="PublishStatus.Unknown"/>: it may have been stored; sending it again may double it.
    /// </summary>
    public PublishStatus Status { get; }
}
