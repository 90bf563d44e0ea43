using System.Diagnostics;
using System.Text.Json.Serialization;
using ActorBus.Brokers;

namespace ActorBus.RabbitMq;

/// <summary>Where RabbitMQ is, who connects, and the limits that keep a connection healthy.</summary>
/// <remarks>The password never appears in <see cref="ToString"/>, in logs or in exceptions.</remarks>
public sealed class RabbitMqOptions
{
    private readonly List<string> _uriFaults = [];

    /// <summary>The nodes of the broker, tried in this order.</summary>
    public IList<RabbitMqEndpoint> Endpoints { get; set; } = [];

    /// <summary>The virtual host.</summary>
    public string VirtualHost { get; set; } = "/";

    /// <summary>The user.</summary>
    public string UserName { get; set; } = "guest";

    /// <summary>The user's password.</summary>
    [JsonIgnore]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string Password { get; set; } = "guest";

    /// <summary>What the broker's own tools show as the connection's name; the purpose is added to it.</summary>
    public string ConnectionName { get; set; } = "actorbus";

    /// <summary>Encryption.</summary>
    public RabbitMqTlsOptions Tls { get; } = new();

    /// <summary>How often each side gives a sign of life.</summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>After how long without a byte from the broker the connection is given up; null for 1.2 heartbeats.</summary>
    /// <remarks>Must stay well below three heartbeats, where the client library itself would act, and can end the process.</remarks>
    public TimeSpan? SilenceLimit { get; set; }

    /// <summary>How long one node may take to accept a connection and answer the first request.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the broker may take to confirm a publish; a connection that takes longer is given up.</summary>
    public TimeSpan ConfirmTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the broker may take to answer any other request; a connection that takes longer is given up.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many publishes of a connection may await confirmation; 1 to 100.</summary>
    /// <remarks>The client library can wedge a connection that has more than 128 frames waiting when the network fails.</remarks>
    public int MaxOutstandingPublishes { get; set; } = 100;

    /// <summary>How many bytes of bodies of a connection may await confirmation.</summary>
    public int MaxOutstandingBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>What is sent at most; a message beyond it fails before anything is sent.</summary>
    public BrokerLimits Limits { get; set; } = new();

    /// <summary>The largest body that is taken from a queue; up to 128 MiB. A larger one ends the connection that gets it.</summary>
    /// <remarks>Larger than what is sent, on purpose: a large message from elsewhere is to be delivered and refused, not to end connections.</remarks>
    public int MaxInboundBodySize { get; set; } = WireLimits.InboundBody;

    /// <summary>The nodes and virtual host, without user and password.</summary>
    [JsonIgnore]
    public string Address => AmqpUri.Format(this);

    /// <summary>Options from a URI such as <c>amqp://user:password@host1:5672,host2/vhost</c> or <c>amqps://host</c>.</summary>
    /// <exception cref="ArgumentException">It is not such a URI; the message does not repeat user and password.</exception>
    public static RabbitMqOptions FromUri(string uri)
    {
        var options = new RabbitMqOptions();
        options.UseUri(uri);
        return options._uriFaults.Count == 0 ? options : throw new ArgumentException(string.Join(' ', options._uriFaults), nameof(uri));
    }

    /// <summary>Takes nodes, user, password, virtual host and encryption from a URI; a mistake in it is reported by <see cref="Validate"/>.</summary>
    public void UseUri(string uri) => AmqpUri.Apply(uri, this, _uriFaults);

    /// <summary>Every fault of the options, in words for people; empty when there is none.</summary>
    public IReadOnlyList<string> Validate() => [.. _uriFaults, .. OptionFaults.Of(this)];

    /// <summary>The address, without user and password.</summary>
    public override string ToString() => Address;
}
