using System.Security.Cryptography.X509Certificates;

namespace ActorBus.RabbitMq;

/// <summary>How a connection is encrypted. The broker's certificate is always verified; nothing here turns that off.</summary>
public sealed class RabbitMqTlsOptions
{
    /// <summary>True to use TLS; an <c>amqps</c> URI sets it.</summary>
    public bool Enabled { get; set; }

    /// <summary>The name that the broker's certificate must carry; null for the host that is connected to.</summary>
    public string? ServerName { get; set; }

    /// <summary>Authorities to trust instead of the machine's; empty to trust the machine's.</summary>
    public X509Certificate2Collection Authorities { get; } = [];

    /// <summary>What the client shows to a broker that asks for a certificate, with its private key; null for nothing.</summary>
    public X509Certificate2? ClientCertificate { get; set; }

    /// <summary>True to ask the authority whether the broker's certificate was revoked.</summary>
    public bool CheckRevocation { get; set; }
}
