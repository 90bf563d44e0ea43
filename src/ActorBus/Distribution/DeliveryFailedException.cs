using ActorBus.Brokers;

namespace ActorBus.Distribution;

/// <summary>The exception that is thrown when a message did not reach the broker's queues, or when that is not known.</summary>
public sealed class DeliveryFailedException : ActorBusException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="status">The outcome of the publish.</param>
    /// <param name="message">What was sent where, why it failed and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public DeliveryFailedException(PublishStatus status, string message, Exception? innerException = null)
        : base(message, innerException) => Status = status;

    /// <summary>
    /// The outcome of the publish. With <see cref="PublishStatus.Unknown"/> the message may have been stored, so sending it again may duplicate it.
    /// </summary>
    public PublishStatus Status { get; }
}
