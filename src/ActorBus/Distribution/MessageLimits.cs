namespace ActorBus.Distribution;

/// <summary>The size limits of messages between services, checked before sending and before decoding.</summary>
public sealed class MessageLimits
{
    internal const int AmqpNameBytes = 255;

    /// <summary>The maximum size of a body in bytes. The default is 4 MiB.</summary>
    public int MaxBodyBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>The maximum number of headers, not counting those of ActorBus itself. The default is 64.</summary>
    public int MaxHeaders { get; set; } = 64;

    /// <summary>
    /// The maximum total size of the headers in bytes as they are on the wire, not counting those of ActorBus itself; the same for sending, receiving and
    /// retries. A connection may take less, see <see cref="Brokers.BrokerLimits.MaxFrameBytes"/>. The default is 16 KiB.
    /// </summary>
    public int MaxHeaderBytes { get; set; } = 16 * 1024;

    /// <summary>The maximum size of a routing key, a service name or an id in bytes; 1 to 255. The default is 255, AMQP's own limit.</summary>
    public int MaxNameBytes { get; set; } = AmqpNameBytes;

    internal IEnumerable<string> Faults()
    {
        if (MaxBodyBytes < 1) yield return $"{nameof(MaxBodyBytes)} is {MaxBodyBytes}. Use 1 or more.";
        if (MaxHeaders < 1) yield return $"{nameof(MaxHeaders)} is {MaxHeaders}. Use 1 or more.";
        if (MaxHeaderBytes < 1) yield return $"{nameof(MaxHeaderBytes)} is {MaxHeaderBytes}. Use 1 or more.";
        if (MaxNameBytes is < 1 or > AmqpNameBytes) yield return $"{nameof(MaxNameBytes)} is {MaxNameBytes}. Use 1 to {AmqpNameBytes}.";
    }
}
