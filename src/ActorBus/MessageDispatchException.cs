namespace ActorBus;

/// <summary>A message could not be dispatched; the cause is <see cref="Exception.InnerException"/>, one level down.</summary>
public class MessageDispatchException : ActorBusException
{
    /// <summary>Creates the error.</summary>
    public MessageDispatchException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The error for a cause.</summary>
    public static MessageDispatchException Failed(Exception cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        return new MessageDispatchException($"A message could not be dispatched: {cause.GetType().Name}: {cause.Message}", cause);
    }
}
