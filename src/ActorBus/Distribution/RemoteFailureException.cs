namespace ActorBus.Distribution;

/// <summary>The asked service could not answer; the text is its own.</summary>
public sealed class RemoteFailureException : ActorBusException
{
    /// <summary>Creates the error.</summary>
    public RemoteFailureException(string message)
        : base(message)
    {
    }
}
