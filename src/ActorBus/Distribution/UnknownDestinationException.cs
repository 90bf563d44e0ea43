namespace ActorBus.Distribution;

/// <summary>
/// The exception that is thrown when it is not known where to send a message: the service map does not contain the service, or no service is
/// registered for the type of the message. Nothing was sent.
/// </summary>
public sealed class UnknownDestinationException : ActorBusException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="destination">The name of the service; null when none is registered for the type of the message.</param>
    /// <param name="message">What was sent where, and what to do.</param>
    public UnknownDestinationException(string? destination, string message)
        : base(message) => Destination = destination;

    /// <summary>The name of the service; null when none is registered for the type of the message.</summary>
    public string? Destination { get; }
}
