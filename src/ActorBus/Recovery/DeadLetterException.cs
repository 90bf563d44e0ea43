namespace ActorBus.Recovery;

/// <summary>Dead letters could not be shown, replayed or deleted as asked.</summary>
public sealed class DeadLetterException : ActorBusException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What was tried, why it was refused and what to do.</param>
    /// <param name="done">How many were replayed or deleted before.</param>
    /// <param name="innerException">The cause.</param>
    public DeadLetterException(string message, long done = 0, Exception? innerException = null)
        : base(message, innerException) => Done = done;

    /// <summary>How many were replayed or deleted all the same.</summary>
    public long Done { get; }
}
