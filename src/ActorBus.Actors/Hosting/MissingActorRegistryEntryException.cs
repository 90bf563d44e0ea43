namespace ActorBus.Actors.Hosting;

/// <summary>Says that no actor is registered for the key.</summary>
public sealed class MissingActorRegistryEntryException : ActorRegistryException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which key, why it was refused and what to do.</param>
    public MissingActorRegistryEntryException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">Which key, why it was refused and what to do.</param>
    /// <param name="innerException">The failure behind it.</param>
    public MissingActorRegistryEntryException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
