using System.Diagnostics;
using System.Text.Json.Serialization;
using ActorBus.Brokers;

namespace ActorBus.RabbitMq;

/// <summary>Options of RabbitMQ: addresses, credentials, and the limits that keep a connection healthy.</summary>
/// <remarks>The password never appears in <see cref="ToString"/>, in logs or in exceptions.</remarks>
public sealed class RabbitMqOptions
{
    private AmqpUri _uri = AmqpUri.Nothing;
    private IList<RabbitMqEndpoint>? _endpoints;
    private string? _virtualHost;
    private string? _userName;
    private string? _password;

    /// <summary>
    /// Nodes, user, password, virtual host and encryption in one URI; null for none. The other options take precedence, regardless of the order of
    /// assignment. Faults of the URI are reported by <see cref="Validate"/>.
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

    /// <summary>The nodes of the broker, tried in this order; if empty, localhost.</summary>
    public IList<RabbitMqEndpoint> Endpoints
    {
        get => _endpoints ?? _uri.Endpoints;
        set => _endpoints = value;
    }

    /// <summary>The virtual host. The default is <c>/</c>.</summary>
    public string VirtualHost
    {
        get => _virtualHost ?? _uri.VirtualHost ?? "/";
        set => _virtualHost = value;
    }

    /// <summary>The user name. The default is <c>guest</c>.</summary>
    public string UserName
    {
        get => _userName ?? _uri.UserName ?? "guest";
        set => _userName = value;
    }

    /// <summary>The password. The default is <c>guest</c>.</summary>
    [JsonIgnore]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string Password
    {
        get => _password ?? _uri.Password ?? "guest";
        set => _password = value;
    }

    /// <summary>The name of the connection in the broker's own tools, to which the purpose is appended. The default is <c>actorbus</c>.</summary>
    public string ConnectionName { get; set; } = "actorbus";

    /// <summary>The TLS options.</summary>
    public RabbitMqTlsOptions Tls { get; } = new();

    /// <summary>The interval of heartbeats in both directions; one second to one hour. The default is 10 seconds.</summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the broker may send nothing before the connection is abandoned; 1 to 2.5 heartbeats. Null for 1.2 heartbeats.</summary>
    /// <remarks>Stays well below three heartbeats, at which the client library itself would act and could end the process.</remarks>
    public TimeSpan? SilenceLimit { get; set; }

    /// <summary>
    /// How long one node may take to accept a connection and answer the first request. The default is 5 seconds, the maximum one hour.
    /// </summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long the broker may take to confirm a publish before the connection is abandoned. The default is 15 seconds, the maximum one hour.
    /// </summary>
    public TimeSpan ConfirmTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long the broker may take to answer any other request before the connection is abandoned. The default is 10 seconds, the maximum one hour.
    /// </summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The maximum number of unconfirmed publishes on a connection; 1 to 100. The default is 100.</summary>
    /// <remarks>The client library can block a connection with more than 128 waiting frames when the network fails.</remarks>
    public int MaxOutstandingPublishes { get; set; } = 100;

    /// <summary>The maximum total size of unconfirmed bodies on a connection, in bytes. The default is 16 MiB.</summary>
    public int MaxOutstandingBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>The limits of outgoing messages; a message beyond them fails before anything is sent.</summary>
    public BrokerLimits Limits { get; set; } = new();

    /// <summary>The maximum size of an outgoing body in bytes; the same value as in <see cref="Limits"/>.</summary>
    public int MaxBodySize
    {
        get => Limits.MaxBodyBytes;
        set => Limits = Limits with { MaxBodyBytes = value };
    }

    /// <summary>
    /// The maximum size of an incoming body in bytes; up to 128 MiB, the default. A larger body ends the connection that receives it.
    /// </summary>
    /// <remarks>
    /// Deliberately larger than the outgoing limit: a large message from elsewhere should be delivered and refused rather than end connections.
    /// </remarks>
    public int MaxInboundBodySize { get; set; } = WireLimits.InboundBody;

    /// <summary>The nodes and the virtual host, without user name and password.</summary>
    [JsonIgnore]
    public string Address => AmqpUri.Format(this);

    /// <summary>Creates options from a URI such as <c>amqp://user:password@host1:5672,host2/vhost</c> or <c>amqps://host</c>.</summary>
    /// <exception cref="ArgumentException">The URI is invalid; the message repeats neither user name nor password.</exception>
    public static RabbitMqOptions FromUri(string uri)
    {
        var options = new RabbitMqOptions();
        options.UseUri(uri);
        return options._uri.Faults.Count == 0 ? options : throw new ArgumentException(string.Join(' ', options._uri.Faults), nameof(uri));
    }

    /// <summary>Sets <see cref="Uri"/> and discards earlier values of the options that the URI contains.</summary>
    public void UseUri(string uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        Uri = uri;
        _endpoints = null;
        if (_uri.VirtualHost is not null) _virtualHost = null;
        if (_uri.UserName is not null) _userName = null;
        if (_uri.Password is not null) _password = null;
    }

    /// <summary>
    /// Loads the certificate files and returns all faults of the options, each starting with the name of the option; empty when they are valid.
    /// </summary>
    public IReadOnlyList<string> Validate() =>
        [.. _uri.Faults.Select(fault => $"{nameof(Uri)}: {fault}"), .. CertificateFiles.Load(Tls), .. OptionFaults.Of(this)];

    /// <summary>Whether connections are encrypted.</summary>
    internal bool IsEncrypted => Tls.Enabled || _uri.IsEncrypted;

    /// <summary>Returns the address without user name and password.</summary>
    public override string ToString() => Address;
}
