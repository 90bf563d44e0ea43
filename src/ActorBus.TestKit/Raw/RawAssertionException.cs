namespace ActorBus.TestKit;

/// <summary>The exception that is thrown when an assertion on a <see cref="RawBusFake"/> fails.</summary>
public sealed class RawAssertionException : ActorBusException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">What was expected, and what was found.</param>
    public RawAssertionException(string message)
        : base(message)
    {
    }
}
