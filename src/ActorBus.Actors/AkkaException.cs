namespace ActorBus.Actors;

/// <summary>The base of what the engine throws; named as in Akka.NET so that code catches it on either engine.</summary>
public abstract class AkkaException : Exception
{
    /// <summary>Creates the exception without a text.</summary>
    protected AkkaException()
    {
    }

    /// <summary>Creates the exception with a text and what caused it.</summary>
    protected AkkaException(string? message, Exception? cause = null)
        : base(message, cause)
    {
    }

    /// <summary>What caused this exception.</summary>
    protected Exception? Cause => InnerException;
}
