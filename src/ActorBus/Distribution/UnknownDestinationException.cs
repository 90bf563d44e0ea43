namespace ActorBus.Distribution;

/// <summary>The exception that is thrown when a message is addressed to a service that the service map does not contain; nothing was sent.</summary>
public sealed class UnknownDestinationException : ActorBusException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="destination">The name of the service.</param>
    /// <param name="message">What was sent where, and what to do.</param>
    public UnknownDestinationException(string destination, string message)
        : base(message) => Destination = destination;

    /// <summary>The name of the service.</summary>
    public string Destination { get; }
}
