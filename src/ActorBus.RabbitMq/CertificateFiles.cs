using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ActorBus.RabbitMq;

/// <summary>Loads certificates from the files named in the options; faults contain neither passwords nor file contents.</summary>
internal static class CertificateFiles
{
    /// <summary>Loads the trusted authorities and the client certificate.</summary>
    /// <returns>The faults of the files; empty when they can be used.</returns>
    public static IReadOnlyList<string> Load(RabbitMqTlsOptions options)
    {
        List<string> faults = [];
        options.TrustedAuthorities = [.. options.Authorities];
        options.ShownCertificate = options.ClientCertificate;
        foreach (var file in options.AuthorityFiles)
            Try("Authorities", file, () => options.TrustedAuthorities.ImportFromPemFile(file));

        if (options.ClientCertificateFile is { } certificate)
            Try("ClientCertificate", certificate, () => options.ShownCertificate = Read(certificate, options.ClientKeyFile, options.ClientCertificatePassword));
        else if (options.ClientKeyFile is not null || options.ClientCertificatePassword is not null)
            faults.Add("Tls.ClientCertificate: there is a key or a password for the client's certificate, but no certificate. Name its file, or remove them.");
        return faults;

        void Try(string option, string file, Action load)
        {
            try
            {
                load();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                faults.Add($"Tls.{option}: the file '{file}' cannot be read ({error.GetType().Name}). Correct the path, or the rights of the process.");
            }
            catch (Exception error) when (error is CryptographicException or ArgumentException)
            {
                faults.Add($"Tls.{option}: the file '{file}' holds no certificate that can be used here, or its key or password does not fit. Use PEM, or PKCS#12 with its password.");
            }
        }
    }

    private static X509Certificate2 Read(string file, string? key, string? password)
    {
        if (!IsPem(file)) return X509CertificateLoader.LoadPkcs12FromFile(file, password);
        using var read = password is null ? X509Certificate2.CreateFromPemFile(file, key) : X509Certificate2.CreateFromEncryptedPemFile(file, password, key);
        // Some platforms cannot use a key read from PEM for TLS; after one export every platform can.
        return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
    }

    private static bool IsPem(string file) => File.ReadLines(file).Any(line => line.StartsWith("-----BEGIN ", StringComparison.Ordinal));
}
