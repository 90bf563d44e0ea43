using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Configuration;

namespace ActorBus.RabbitMq;

/// <summary>Options of TLS. The certificate of the broker is always verified; no option turns that off.</summary>
/// <remarks>Certificates may be given in code or as files, which are read when the options are validated.</remarks>
public sealed class RabbitMqTlsOptions
{
    /// <summary>Whether to use TLS; an <c>amqps</c> URI turns it on as well.</summary>
    public bool Enabled { get; set; }

    /// <summary>The name that the certificate of the broker must have; null for the host of the connection.</summary>
    public string? ServerName { get; set; }

    /// <summary>
    /// The authorities to trust, together with <see cref="AuthorityFiles"/>, instead of those of the machine. Without any, those of the machine are
    /// trusted.
    /// </summary>
    [JsonIgnore]
    public X509Certificate2Collection Authorities { get; } = [];

    /// <summary>The PEM files of authorities to trust instead of those of the machine; <c>Authorities</c> in configuration.</summary>
    [ConfigurationKeyName("Authorities")]
    public string[] AuthorityFiles { get; set; } = [];

    /// <summary>The client certificate with its private key, for brokers that request one; null for none, or when a file contains it.</summary>
    [JsonIgnore]
    public X509Certificate2? ClientCertificate { get; set; }

    /// <summary>
    /// The file with the client certificate: PKCS#12, or PEM with the key in the same file or in <see cref="ClientKeyFile"/>;
    /// <c>ClientCertificate</c> in configuration. Null for none.
    /// </summary>
    [ConfigurationKeyName("ClientCertificate")]
    public string? ClientCertificateFile { get; set; }

    /// <summary>
    /// The PEM file with the key of the client certificate; <c>ClientKey</c> in configuration. Null when the key is in the certificate file.
    /// </summary>
    [ConfigurationKeyName("ClientKey")]
    public string? ClientKeyFile { get; set; }

    /// <summary>The password of the client certificate or its key; null for none.</summary>
    [JsonIgnore]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? ClientCertificatePassword { get; set; }

    /// <summary>Whether to check online if the certificate of the broker has been revoked.</summary>
    public bool CheckRevocation { get; set; }

    /// <summary>All authorities to trust, once the files are loaded.</summary>
    internal X509Certificate2Collection TrustedAuthorities { get; set; } = [];

    /// <summary>The client certificate, once its file is loaded.</summary>
    internal X509Certificate2? ShownCertificate { get; set; }

    /// <summary>Whether any option is set that has no meaning without encryption.</summary>
    internal bool IsMeant =>
        ServerName is not null || Authorities.Count > 0 || AuthorityFiles.Length > 0 || ClientCertificate is not null || ClientCertificateFile is not null;
}
