using ActorBus.Brokers;

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

    /// <summary>The largest frame that RabbitMQ takes before it is configured otherwise.</summary>
    public const int HeaderBytes = 128 * 1024;

    // The mark of a publish that is sent again, which may not be what makes it too large.
    private const int Reserve = 64;

    /// <summary>Returns the limits of a connection.</summary>
    /// <param name="options">The limits that were asked for.</param>
    /// <param name="frameMax">The size of frames that was agreed with the broker, in bytes; 0 for no limit.</param>
    public static BrokerLimits Of(RabbitMqOptions options, uint frameMax) =>
        options.Limits with { MaxFrameBytes = frameMax is 0 or > int.MaxValue ? options.Limits.MaxFrameBytes : (int)frameMax - Reserve };
}
