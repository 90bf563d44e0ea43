using System.Diagnostics;
using System.Text.Json.Serialization;
using ActorBus.Brokers;

namespace ActorBus.RabbitMq;

/// <summary>Where RabbitMQ is, who connects, and the limits that keep a connection healthy.</summary>
/// <remarks>The password never appears in <see cref="ToString"/>, in logs or in exceptions.</remarks>
public sealed class RabbitMqOptions
{
    private AmqpUri _uri = AmqpUri.Nothing;
    private IList<RabbitMqEndpoint>? _endpoints;
    private string? _virtualHost;
    private string? _userName;
    private string? _password;

    /// <summary>
    /// Nodes, user, password, virtual host and encryption in one; null for none. What the other options say is stronger, whatever was set first. A
    /// mistake in it is reported by <see cref="Validate"/>.
    /// </summary>
    [JsonIgnore]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? Uri
    {
        get;
        set
        {
            field = value;
            _uri = value is null ? AmqpUri.Nothing : AmqpUri.Read(value);
        }
    }

    /// <summary>The nodes of the broker, tried in this order.</summary>
    public IList<RabbitMqEndpoint> Endpoints
    {
        get => _endpoints ?? _uri.Endpoints;
        set => _endpoints = value;
    }

    /// <summary>The virtual host.</summary>
    public string VirtualHost
    {
        get => _virtualHost ?? _uri.VirtualHost ?? "/";
        set => _virtualHost = value;
    }

    /// <summary>The user.</summary>
    public string UserName
    {
        get => _userName ?? _uri.UserName ?? "guest";
        set => _userName = value;
    }

    /// <summary>The user's password.</summary>
    [JsonIgnore]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string Password
    {
        get => _password ?? _uri.Password ?? "guest";
        set => _password = value;
    }

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

    /// <summary>The largest body that is sent; the same as in <see cref="Limits"/>.</summary>
    public int MaxBodySize
    {
        get => Limits.MaxBodyBytes;
        set => Limits = Limits with { MaxBodyBytes = value };
    }

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
        return options._uri.Faults.Count == 0 ? options : throw new ArgumentException(string.Join(' ', options._uri.Faults), nameof(uri));
    }

    /// <summary>Sets <see cref="Uri"/>, and makes what it says stronger than what the other options said before.</summary>
    public void UseUri(string uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        Uri = uri;
        _endpoints = null;
        if (_uri.VirtualHost is not null) _virtualHost = null;
        if (_uri.UserName is not null) _userName = null;
        if (_uri.Password is not null) _password = null;
    }

    /// <summary>Returns every fault of the options, each with the option's name first; loads the files of certificates. Empty when there is none.</summary>
    public IReadOnlyList<string> Validate() =>
        [.. _uri.Faults.Select(fault => $"{nameof(Uri)}: {fault}"), .. CertificateFiles.Load(Tls), .. OptionFaults.Of(this)];

    /// <summary>True when connections are encrypted.</summary>
    internal bool IsEncrypted => Tls.Enabled || _uri.IsEncrypted;

    /// <summary>The address, without user and password.</summary>
    public override string ToString() => Address;
}
