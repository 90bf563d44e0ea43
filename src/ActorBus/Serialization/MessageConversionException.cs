namespace ActorBus.Serialization;

/// <summary>The exception that is thrown when a body cannot be converted to the requested type, or an object to a body.</summary>
/// <remarks>Retrying does not help. The message never quotes the body, but states the position of the fault in it.</remarks>
public sealed class MessageConversionException : ActorBusException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">What was tried, where it failed and what to do.</param>
    /// <param name="innerException">The cause, if its text does not quote the body.</param>
    public MessageConversionException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
