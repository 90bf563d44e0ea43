namespace ActorBus;

/// <summary>The exception that is thrown when a message cannot be dispatched. <see cref="Exception.InnerException"/> is the cause.</summary>
public class MessageDispatchException : ActorBusException
{
    /// <summary>Initializes the exception.</summary>
    public MessageDispatchException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Returns the exception for a cause.</summary>
    public static MessageDispatchException Failed(Exception cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        return new MessageDispatchException($"A message could not be dispatched: {cause.GetType().Name}: {cause.Message}", cause);
    }
}
