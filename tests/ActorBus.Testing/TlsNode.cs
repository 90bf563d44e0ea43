using System.Net;
using System.Net.Sockets;

namespace ActorBus.Testing;

/// <summary>A private RabbitMQ node that speaks TLS and demands the client's certificate; gone, with its files, when it is disposed.</summary>
public sealed class TlsNode : IAsyncDisposable
{
    /// <summary>The name that its certificate is for.</summary>
    public const string ServerName = "broker.test";

    private readonly string _folder = Directory.CreateTempSubdirectory("actorbus-tls").FullName;
    private RabbitMqNode _node = null!;
    private int _port;

    private TlsNode()
    {
    }

    /// <summary>Who signed its certificate, and signs those of clients.</summary>
    public TestCertificates Certificates { get; } = new();

    /// <summary>Its address with user and password.</summary>
    public string Uri => $"amqps://guest:guest@127.0.0.1:{_port}";

    /// <summary>Starts a node with nothing on it.</summary>
    public static async Task<TlsNode> StartNewAsync()
    {
        var node = new TlsNode();
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            node._port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        using var server = node.Certificates.Issue(ServerName);
        node._node = await RabbitMqNode.StartNewAsync(await node.Certificates.ConfigureAsync(server, node._port, node._folder));
        return node;
    }

    /// <summary>Where a file of its certificates is, or a test may put one: the authority's is <c>ca.pem</c>.</summary>
    public string PathOf(string file) => Path.Combine(_folder, file);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        Certificates.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
