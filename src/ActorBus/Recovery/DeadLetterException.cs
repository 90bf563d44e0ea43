namespace ActorBus.Recovery;

/// <summary>The exception that is thrown when dead letters cannot be shown, replayed or deleted as requested.</summary>
public sealed class DeadLetterException : ActorBusException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">What was tried, why it was refused and what to do.</param>
    /// <param name="done">The number of dead letters replayed or deleted before the failure.</param>
    /// <param name="innerException">The cause.</param>
    public DeadLetterException(string message, long done = 0, Exception? innerException = null)
        : base(message, innerException) => Done = done;

    /// <summary>The number of dead letters that were replayed or deleted nevertheless.</summary>
    public long Done { get; }
}
