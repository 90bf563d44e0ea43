namespace ActorBus.Distribution;

/// <summary>The exception that is thrown when the service that was asked could not answer; the text comes from that service.</summary>
public sealed class RemoteFailureException : ActorBusException
{
    /// <summary>Initializes the exception.</summary>
    public RemoteFailureException(string message)
        : base(message)
    {
    }
}
