namespace ActorBus.Brokers;

/// <summary>The exception that is thrown when a broker cannot be reached, refuses a request or does not answer in time.</summary>
public class BrokerException : ActorBusException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">What was tried, with which values, and what to do; never a password.</param>
    /// <param name="isTransient">Whether retrying can help.</param>
    /// <param name="innerException">The error of the client, if it adds information and contains no secret.</param>
    public BrokerException(string message, bool isTransient, Exception? innerException = null)
        : base(message, innerException) => IsTransient = isTransient;

    /// <summary>True when retrying can help, because the broker is unavailable or busy; false when something must be changed first.</summary>
    public bool IsTransient { get; }
}
