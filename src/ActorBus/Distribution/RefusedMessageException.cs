using ActorBus.Recovery;

namespace ActorBus.Distribution;

/// <summary>
/// The exception that is thrown when a message from outside cannot be accepted, whatever its handler would do. The message becomes a dead letter
/// immediately.
/// </summary>
public sealed class RefusedMessageException : ActorBusException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="reason">The reason as a category.</param>
    /// <param name="message">The reason in full.</param>
    /// <param name="innerException">The cause.</param>
    public RefusedMessageException(DeadLetterReason reason, string message, Exception? innerException = null)
        : base(message, innerException) => Reason = reason;

    /// <summary>The reason as a category.</summary>
    public DeadLetterReason Reason { get; }
}
