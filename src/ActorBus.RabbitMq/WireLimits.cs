namespace ActorBus.RabbitMq;

/// <summary>What AMQP and the client library allow, whatever the options say.</summary>
internal static class WireLimits
{
    /// <summary>A short string of AMQP: ids, keys, names.</summary>
    public const int ShortString = 255;

    /// <summary>The client library refuses more, whatever it is told.</summary>
    public const int InboundBody = 128 * 1024 * 1024;

    /// <summary>More than the client's write queue of 128 frames holds can wedge the connection when the network fails.</summary>
    public const int OutstandingPublishes = 100;

    /// <summary>A header frame holds 128 KiB; half of that leaves room for everything else in it.</summary>
    public const int HeaderBytes = 64 * 1024;
}
