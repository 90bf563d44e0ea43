using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ActorBus.RabbitMq.Connections;

/// <summary>Verifies the certificate of the broker against the authorities of the options instead of those of the machine.</summary>
internal sealed class AuthorityVerifier
{
    // Server authentication, of RFC 5280.
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    private readonly RabbitMqTlsOptions _tls;

    public AuthorityVerifier(RabbitMqTlsOptions tls) => _tls = tls;

    public bool Verify(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        // Errors about the name, or a missing certificate, remain; only the chain is evaluated again.
        if ((errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None || certificate is not X509Certificate2 found)
            return false;

        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(_tls.TrustedAuthorities);
        // Otherwise whoever has a client's certificate of the same authority could pass as the broker. One without usages is good for every use.
        own.ChainPolicy.ApplicationPolicy.Add(ServerAuthentication);
        own.ChainPolicy.RevocationMode = _tls.CheckRevocation ? X509RevocationMode.Online : X509RevocationMode.NoCheck;
        if (chain is not null)
            own.ChainPolicy.ExtraStore.AddRange(chain.ChainElements.Select(element => element.Certificate).ToArray());
        return own.Build(found);
    }
}
