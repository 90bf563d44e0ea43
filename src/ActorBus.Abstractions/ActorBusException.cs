namespace ActorBus;

/// <summary>The base class of all exceptions that ActorBus itself throws.</summary>
/// <remarks>A message says what was attempted, with which values, why it was refused and what to do.</remarks>
public class ActorBusException : Exception
{
    /// <summary>Initializes the exception with a message and, if there is one, its cause.</summary>
    public ActorBusException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
