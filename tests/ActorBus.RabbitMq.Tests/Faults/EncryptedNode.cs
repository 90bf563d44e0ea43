using System.Security.Cryptography.X509Certificates;

namespace ActorBus.RabbitMq.Tests.Faults;

/// <summary>A private node that speaks TLS and demands the client's certificate, for the tests of a class.</summary>
public sealed class EncryptedNode : IAsyncLifetime
{
    private TlsNode _node = null!;

    public async Task InitializeAsync() => _node = await TlsNode.StartNewAsync();

    /// <summary>Options with which everything is right.</summary>
    public RabbitMqOptions Options()
    {
        var options = RabbitMqOptions.FromUri(_node.Uri);
        options.Tls.ServerName = TlsNode.ServerName;
        options.Tls.Authorities.Add(_node.Certificates.Authority);
        using var client = _node.Certificates.Issue("client.test");
        options.Tls.ClientCertificate = X509CertificateLoader.LoadPkcs12(client.Export(X509ContentType.Pkcs12), null);
        return options;
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();
}
