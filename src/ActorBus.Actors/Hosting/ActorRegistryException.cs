namespace ActorBus.Actors.Hosting;

/// <summary>The base of what an actor registry throws.</summary>
public class ActorRegistryException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which key, why it was refused and what to do.</param>
    public ActorRegistryException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">Which key, why it was refused and what to do.</param>
    /// <param name="innerException">The failure behind it.</param>
    public ActorRegistryException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
