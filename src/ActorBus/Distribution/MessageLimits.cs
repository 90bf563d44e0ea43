namespace ActorBus.Distribution;

/// <summary>How large messages between services may be; checked before they are sent and before they are decoded.</summary>
public sealed record MessageLimits
{
    /// <summary>Bytes of a body; 4 MiB unless said otherwise.</summary>
    public int MaxBodyBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Number of headers; 64 unless said otherwise.</summary>
    public int MaxHeaders { get; init; } = 64;

    /// <summary>Bytes of all headers together; 16 KiB unless said otherwise.</summary>
    public int MaxHeaderBytes { get; init; } = 16 * 1024;

    /// <summary>Bytes of a routing key, a service name or an id; AMQP's own limit.</summary>
    public int MaxNameBytes { get; init; } = 255;
}
