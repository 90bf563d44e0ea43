namespace ActorBus.Distribution;

/// <summary>A message is for a service that the service map does not have; nothing was sent.</summary>
public sealed class UnknownDestinationException : ActorBusException
{
    /// <summary>Creates the error.</summary>
    /// <param name="destination">The service.</param>
    /// <param name="message">What was sent where, and what to do.</param>
    public UnknownDestinationException(string destination, string message)
        : base(message) => Destination = destination;

    /// <summary>The service.</summary>
    public string Destination { get; }
}
