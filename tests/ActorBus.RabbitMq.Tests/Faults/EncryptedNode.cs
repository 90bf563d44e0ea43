using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace ActorBus.RabbitMq.Tests.Faults;

/// <summary>A private node that speaks TLS and demands the client's certificate.</summary>
public sealed class EncryptedNode : IAsyncLifetime
{
    private readonly TestCertificates _certificates = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("actorbus-tls").FullName;
    private RabbitMqNode _node = null!;
    private int _port;

    public async Task InitializeAsync()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            _port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        using var server = _certificates.Issue("broker.test");
        _node = await RabbitMqNode.StartNewAsync(await _certificates.ConfigureAsync(server, _port, _folder));
    }

    /// <summary>Options with which everything is right.</summary>
    public RabbitMqOptions Options()
    {
        var options = RabbitMqOptions.FromUri($"amqps://guest:guest@127.0.0.1:{_port}");
        options.Tls.ServerName = "broker.test";
        options.Tls.Authorities.Add(_certificates.Authority);
        using var client = _certificates.Issue("client.test");
        options.Tls.ClientCertificate = X509CertificateLoader.LoadPkcs12(client.Export(X509ContentType.Pkcs12), null);
        return options;
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        _certificates.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
