namespace ActorBus.Distribution;

/// <summary>How large messages between services may be; checked before they are sent and before they are decoded.</summary>
public sealed class MessageLimits
{
    private const int AmqpNameBytes = 255;

    /// <summary>Bytes of a body; 4 MiB unless said otherwise.</summary>
    public int MaxBodyBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Number of headers; 64 unless said otherwise.</summary>
    public int MaxHeaders { get; set; } = 64;

    /// <summary>Bytes of all headers together; 16 KiB unless said otherwise.</summary>
    public int MaxHeaderBytes { get; set; } = 16 * 1024;

    /// <summary>Bytes of a routing key, a service name or an id; AMQP's own limit.</summary>
    public int MaxNameBytes { get; set; } = AmqpNameBytes;

    internal IEnumerable<string> Faults()
    {
        if (MaxBodyBytes < 1) yield return $"{nameof(MaxBodyBytes)} is {MaxBodyBytes}. Use 1 or more.";
        if (MaxHeaders < 1) yield return $"{nameof(MaxHeaders)} is {MaxHeaders}. Use 1 or more.";
        if (MaxHeaderBytes < 1) yield return $"{nameof(MaxHeaderBytes)} is {MaxHeaderBytes}. Use 1 or more.";
        if (MaxNameBytes is < 1 or > AmqpNameBytes) yield return $"{nameof(MaxNameBytes)} is {MaxNameBytes}. Use 1 to {AmqpNameBytes}.";
    }
}
