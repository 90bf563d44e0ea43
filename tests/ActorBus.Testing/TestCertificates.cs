using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ActorBus.Testing;

/// <summary>An authority of the test's own, and what it has signed.</summary>
public sealed class TestCertificates : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>Makes the authority.</summary>
    public TestCertificates()
    {
        var request = new CertificateRequest("CN=Test authority", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        Authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    /// <summary>The authority's own certificate.</summary>
    public X509Certificate2 Authority { get; }

    /// <summary>A certificate for a name, with its key.</summary>
    /// <param name="name">The name.</param>
    /// <param name="usages">The object identifiers of what it may be used for; without any, the certificate says nothing about that.</param>
    public X509Certificate2 Issue(string name, params string[] usages)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        if (usages.Length > 0)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. usages.Select(usage => new Oid(usage))], critical: false));
        using var certificate = request.Create(
            Authority, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(12), RandomNumberGenerator.GetBytes(8));
        return certificate.CopyWithPrivateKey(key);
    }

    /// <summary>Writes certificate and key as files and returns the lines that have a node use them and demand the client's.</summary>
    public async Task<string[]> ConfigureAsync(X509Certificate2 server, int port, string folder)
    {
        string Path(string name) => System.IO.Path.Combine(folder, name);
        using var key = server.GetECDsaPrivateKey()!;
        await File.WriteAllTextAsync(Path("ca.pem"), Authority.ExportCertificatePem());
        await File.WriteAllTextAsync(Path("server.pem"), server.ExportCertificatePem());
        await File.WriteAllTextAsync(Path("server.key"), key.ExportPkcs8PrivateKeyPem());
        return
        [
            $"listeners.ssl.1 = 127.0.0.1:{port}", $"ssl_options.cacertfile = {Path("ca.pem")}", $"ssl_options.certfile = {Path("server.pem")}",
            $"ssl_options.keyfile = {Path("server.key")}", "ssl_options.verify = verify_peer", "ssl_options.fail_if_no_peer_cert = true",
        ];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Authority.Dispose();
        _key.Dispose();
    }
}
