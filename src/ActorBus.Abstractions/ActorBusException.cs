namespace ActorBus;

/// <summary>The family of all errors that ActorBus raises itself.</summary>
/// <remarks>A message says what was tried, with which values, why it was refused and what to do.</remarks>
public class ActorBusException : Exception
{
    /// <summary>Creates an error with a message and, where there is one, its cause.</summary>
    public ActorBusException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
