namespace ActorBus.Actors.Hosting;

/// <summary>Says that the key has an actor already.</summary>
public sealed class DuplicateActorRegistryException : ActorRegistryException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which key, why it was refused and what to do.</param>
    public DuplicateActorRegistryException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">Which key, why it was refused and what to do.</param>
    /// <param name="innerException">The failure behind it.</param>
    public DuplicateActorRegistryException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
