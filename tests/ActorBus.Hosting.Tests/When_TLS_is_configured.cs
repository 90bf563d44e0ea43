using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ActorBus.Brokers;
using ActorBus.Hosting.Tests.Support;
using ActorBus.RabbitMq;
using ActorBus.Testing;

namespace ActorBus.Hosting.Tests;

/// <summary>Against a node that speaks TLS and demands the client's certificate; everything comes from configuration.</summary>
public sealed class When_TLS_is_configured : IAsyncLifetime
{
    private const string Canary = "canary-91be";
    private TlsNode _node = null!;

    public async Task InitializeAsync()
    {
        _node = await TlsNode.StartNewAsync();
        using var client = _node.Certificates.Issue("client.test");
        using var key = client.GetECDsaPrivateKey()!;
        await File.WriteAllTextAsync(_node.PathOf("client.pem"), client.ExportCertificatePem());
        await File.WriteAllTextAsync(_node.PathOf("client.key"), key.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(_node.PathOf("locked.key"), key.ExportEncryptedPkcs8PrivateKeyPem(
            Canary, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1_000)));
        await File.WriteAllBytesAsync(_node.PathOf("client.pfx"), client.Export(X509ContentType.Pkcs12, Canary));
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task Should_connect_with_files_and_refuse_what_is_not_to_be_trusted()
    {
        (string, string) authority = ("Authorities:0", _node.PathOf("ca.pem"));
        (string, string) name = ("ServerName", TlsNode.ServerName);
        (string, string) pem = ("ClientCertificate", _node.PathOf("client.pem"));
        (string, string) pfx = ("ClientCertificate", _node.PathOf("client.pfx"));
        (string, string) password = ("ClientCertificatePassword", Canary);

        Assert.Null(await StartAsync(authority, name, pem, ("ClientKey", _node.PathOf("client.key"))));
        Assert.Null(await StartAsync(authority, name, pem, ("ClientKey", _node.PathOf("locked.key")), password));
        Assert.Null(await StartAsync(authority, name, pfx, password));
        Assert.Contains("TLS", (await StartAsync(name, pfx, password))!, StringComparison.Ordinal);
        Assert.Contains("TLS", (await StartAsync(authority, ("ServerName", "other.test"), pfx, password))!, StringComparison.Ordinal);
        Assert.Contains("certificate", (await StartAsync(authority, name))!, StringComparison.Ordinal);
        Assert.Contains($"client.pfx' holds no certificate that can be used", (await StartAsync(authority, name, pfx, ("ClientCertificatePassword", Canary + "?")))!, StringComparison.Ordinal);
        Assert.Contains("missing.pem' cannot be read", (await StartAsync(name, ("Authorities", _node.PathOf("missing.pem"))))!, StringComparison.Ordinal);
    }

    /// <summary>Null when the host started, else why it did not, all of it.</summary>
    private async Task<string?> StartAsync(params (string Key, string Value)[] tls)
    {
        var builder = TestHost.New(
        [
            ("ActorBus:RabbitMq:ConnectTimeout", "15s"),
            ("ConnectionStrings:rabbitmq", _node.Uri),
            .. tls.Select(one => ($"ActorBus:RabbitMq:Tls:{one.Key}", one.Value)),
        ]);
        builder.AddActorBus("billing", bus => bus.UseRabbitMq().ConfigureDistribution(options => options.StartTimeout = TimeSpan.FromSeconds(20)));
        using var host = builder.Build();
        try
        {
            await host.StartAsync().WaitAsync(2 * TestHost.Limit);
            await host.StopAsync();
            return null;
        }
        catch (ActorBusException error)
        {
            Assert.True(error is BrokerException or BusConfigurationException);
            Assert.DoesNotContain(Canary, error.ToString(), StringComparison.Ordinal);
            return error.Message;
        }
    }
}
