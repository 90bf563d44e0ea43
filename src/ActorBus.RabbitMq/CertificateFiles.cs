using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ActorBus.Settings;

namespace ActorBus.RabbitMq;

/// <summary>Loads certificates from the files that settings name; no password and no content of a file gets into a fault.</summary>
internal static class CertificateFiles
{
    /// <summary>Adds authorities to trust, and what the client shows.</summary>
    public static void Apply(SettingsReader tls, RabbitMqTlsOptions options)
    {
        foreach (var file in tls.Texts("authorities") ?? [])
            Load(tls, "authorities", file, () => options.Authorities.ImportFromPemFile(file));

        var password = tls.Text("client-certificate-password");
        var key = tls.Text("client-key");
        if (tls.Text("client-certificate") is { } certificate)
            Load(tls, "client-certificate", certificate, () => options.ClientCertificate = Read(certificate, key, password));
        else if (key is not null || password is not null)
            tls.Fault("client-certificate", "there is a key or a password for the client's certificate, but no certificate. Name its file, or remove them.");
    }

    private static X509Certificate2 Read(string file, string? key, string? password)
    {
        if (!IsPem(file)) return X509CertificateLoader.LoadPkcs12FromFile(file, password);
        using var read = password is null ? X509Certificate2.CreateFromPemFile(file, key) : X509Certificate2.CreateFromEncryptedPemFile(file, password, key);
        // What was read from PEM has a key that some platforms cannot use for TLS; what was exported once has one that all can.
        return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
    }

    private static bool IsPem(string file) => File.ReadLines(file).Any(line => line.StartsWith("-----BEGIN ", StringComparison.Ordinal));

    private static void Load(SettingsReader tls, string path, string file, Action load)
    {
        try
        {
            load();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            tls.Fault(path, $"the file '{file}' cannot be read ({error.GetType().Name}). Correct the path, or the rights of the process.");
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            tls.Fault(path, $"the file '{file}' holds no certificate that can be used here, or its key or password does not fit. Use PEM, or PKCS#12 with its password.");
        }
    }
}
