namespace ActorBus.Brokers;

/// <summary>The exception that is thrown when an exchange or queue already exists with other arguments.</summary>
public sealed class TopologyMismatchException : BrokerException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="name">The name of the exchange or queue.</param>
    /// <param name="message">What differs and what to do.</param>
    /// <param name="innerException">The error of the client.</param>
    public TopologyMismatchException(string name, string message, Exception? innerException = null)
        : base(message, isTransient: false, innerException) => Name = name;

    /// <summary>The name of the exchange or queue.</summary>
    public string Name { get; }
}
