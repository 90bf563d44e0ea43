namespace ActorBus.RabbitMq;

/// <summary>The limits of AMQP and of the client library, regardless of the options.</summary>
internal static class WireLimits
{
    /// <summary>The size of an AMQP short string in bytes, which limits ids, keys and names.</summary>
    public const int ShortString = 255;

    /// <summary>The largest body in bytes that the client library accepts, regardless of its settings.</summary>
    public const int InboundBody = 128 * 1024 * 1024;

    /// <summary>More publishes than fit into the client's write queue of 128 frames can block the connection when the network fails.</summary>
    public const int OutstandingPublishes = 100;

    /// <summary>A header frame holds 128 KiB; half of that leaves room for everything else in it.</summary>
    public const int HeaderBytes = 64 * 1024;
}
