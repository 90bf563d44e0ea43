namespace ActorBus.Serialization;

/// <summary>A body could not be turned into the type that was asked for, or an object into a body.</summary>
/// <remarks>Trying again does not help. The message never quotes the body: it says where in it the fault is.</remarks>
public sealed class MessageConversionException : ActorBusException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What was tried, where it failed and what to do.</param>
    /// <param name="innerException">The cause, where its text does not quote the body.</param>
    public MessageConversionException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
