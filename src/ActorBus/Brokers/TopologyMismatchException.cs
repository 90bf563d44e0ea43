namespace ActorBus.Brokers;

/// <summary>An exchange or queue is on the broker already, with other arguments than those asked for.</summary>
public sealed class TopologyMismatchException : BrokerException
{
    /// <summary>Creates the error.</summary>
    /// <param name="name">The exchange or queue.</param>
    /// <param name="message">What differs and what to do.</param>
    /// <param name="innerException">The client's error.</param>
    public TopologyMismatchException(string name, string message, Exception? innerException = null)
        : base(message, isTransient: false, innerException) => Name = name;

    /// <summary>The exchange or queue.</summary>
    public string Name { get; }
}
