namespace ActorBus.Brokers;

/// <summary>A broker could not be reached, refused a request or did not answer in time.</summary>
public class BrokerException : ActorBusException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What was tried, with which values, and what to do; never a password.</param>
    /// <param name="isTransient">True when trying again can help.</param>
    /// <param name="innerException">The client's error, where it says more and holds no secret.</param>
    public BrokerException(string message, bool isTransient, Exception? innerException = null)
        : base(message, innerException) => IsTransient = isTransient;

    /// <summary>True when trying again can help: the broker is away or busy. False: somebody has to change something.</summary>
    public bool IsTransient { get; }
}
