using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Configuration;

namespace ActorBus.RabbitMq;

/// <summary>How a connection is encrypted. The broker's certificate is always verified; nothing here turns that off.</summary>
/// <remarks>Certificates may be given in code, or as files, which are read when the options are validated.</remarks>
public sealed class RabbitMqTlsOptions
{
    /// <summary>True to use TLS; an <c>amqps</c> URI does so too.</summary>
    public bool Enabled { get; set; }

    /// <summary>The name that the broker's certificate must carry; null for the host that is connected to.</summary>
    public string? ServerName { get; set; }

    /// <summary>Authorities to trust instead of the machine's, with those of <see cref="AuthorityFiles"/>; where there is none the machine's are trusted.</summary>
    [JsonIgnore]
    public X509Certificate2Collection Authorities { get; } = [];

    /// <summary>PEM files of authorities to trust instead of the machine's; <c>Authorities</c> in configuration.</summary>
    [ConfigurationKeyName("Authorities")]
    public string[] AuthorityFiles { get; set; } = [];

    /// <summary>What the client shows to a broker that asks for a certificate, with its private key; null for nothing, or what the file holds.</summary>
    [JsonIgnore]
    public X509Certificate2? ClientCertificate { get; set; }

    /// <summary>
    /// The file with what the client shows: PKCS#12, or PEM with its key in it or in <see cref="ClientKeyFile"/>; <c>ClientCertificate</c> in
    /// configuration. Null for none.
    /// </summary>
    [ConfigurationKeyName("ClientCertificate")]
    public string? ClientCertificateFile { get; set; }

    /// <summary>The PEM file with the key of the client's certificate; <c>ClientKey</c> in configuration. Null where it is in the file of the certificate.</summary>
    [ConfigurationKeyName("ClientKey")]
    public string? ClientKeyFile { get; set; }

    /// <summary>The password of the client's certificate or of its key; null for none.</summary>
    [JsonIgnore]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? ClientCertificatePassword { get; set; }

    /// <summary>True to ask the authority whether the broker's certificate was revoked.</summary>
    public bool CheckRevocation { get; set; }

    /// <summary>All authorities to trust, once the files are loaded.</summary>
    internal X509Certificate2Collection TrustedAuthorities { get; set; } = [];

    /// <summary>What the client shows, once its file is loaded.</summary>
    internal X509Certificate2? ShownCertificate { get; set; }

    /// <summary>True when something is said that has no meaning without encryption.</summary>
    internal bool IsMeant =>
        ServerName is not null || Authorities.Count > 0 || AuthorityFiles.Length > 0 || ClientCertificate is not null || ClientCertificateFile is not null;
}
