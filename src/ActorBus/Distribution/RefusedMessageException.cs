using ActorBus.Recovery;

namespace ActorBus.Distribution;

/// <summary>A message from outside that this service cannot take, whatever its handler would do: it becomes a dead letter at once.</summary>
public sealed class RefusedMessageException : ActorBusException
{
    /// <summary>Creates the error.</summary>
    /// <param name="reason">Why, in one word.</param>
    /// <param name="message">Why, in full.</param>
    /// <param name="innerException">The cause.</param>
    public RefusedMessageException(DeadLetterReason reason, string message, Exception? innerException = null)
        : base(message, innerException) => Reason = reason;

    /// <summary>Why, in one word.</summary>
    public DeadLetterReason Reason { get; }
}
