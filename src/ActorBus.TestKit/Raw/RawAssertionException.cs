namespace ActorBus.TestKit;

/// <summary>What a test expected of a <see cref="RawBusFake"/> did not happen.</summary>
public sealed class RawAssertionException : ActorBusException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What was expected, and what there was.</param>
    public RawAssertionException(string message)
        : base(message)
    {
    }
}
