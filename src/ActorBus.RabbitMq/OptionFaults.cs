using System.Text;

namespace ActorBus.RabbitMq;

/// <summary>Finds all faults in a set of options.</summary>
internal static class OptionFaults
{
    public static IEnumerable<string> Of(RabbitMqOptions options)
    {
        foreach (var endpoint in options.Endpoints)
        {
            if (string.IsNullOrWhiteSpace(endpoint.Host))
                yield return "Endpoints holds an empty host; name the machine or address on which RabbitMQ listens.";
            if (endpoint.Port is <= 0 or > 65535)
                yield return $"Endpoints holds '{endpoint.Host}' with port {endpoint.Port}; a port is between 1 and 65535.";
        }

        if (string.IsNullOrEmpty(options.UserName))
            yield return "UserName is empty; set the user that RabbitMQ knows.";
        if (options.VirtualHost.Length == 0 || Encoding.UTF8.GetByteCount(options.VirtualHost) > WireLimits.ShortString)
            yield return $"VirtualHost is '{options.VirtualHost}'; it has 1 to 255 bytes, '/' is the usual one.";
        if (options.Tls.ShownCertificate is { HasPrivateKey: false })
            yield return "Tls.ClientCertificate has no private key; load it from a PKCS#12 file or with its key file.";
        if (options.Tls.IsMeant && !options.IsEncrypted)
        {
            yield return "Tls is configured, but the connection would not be encrypted; use amqps:// in the URI or turn Tls.Enabled on, or remove what is said of "
                + "certificates and names.";
        }

        foreach (var fault in Times(options).Concat(Sizes(options)))
            yield return fault;
    }

    private static IEnumerable<string> Times(RabbitMqOptions options)
    {
        if (options.Heartbeat < TimeSpan.FromSeconds(1) || options.Heartbeat > TimeSpan.FromHours(1))
            yield return $"Heartbeat is {options.Heartbeat}; it is between one second and one hour.";
        else if (options.SilenceLimit is { } limit && (limit < options.Heartbeat || limit > 2.5 * options.Heartbeat))
            yield return $"SilenceLimit is {limit}; it is between one and 2.5 heartbeats of {options.Heartbeat}.";
        foreach (var (name, value) in new[]
        {
            (nameof(options.ConnectTimeout), options.ConnectTimeout), (nameof(options.ConfirmTimeout), options.ConfirmTimeout),
            (nameof(options.RequestTimeout), options.RequestTimeout),
        })
        {
            if (value <= TimeSpan.Zero || value > TimeSpan.FromHours(1))
                yield return $"{name} is {value}; it is more than zero and at most one hour.";
        }
    }

    private static IEnumerable<string> Sizes(RabbitMqOptions options)
    {
        if (options.MaxOutstandingPublishes is < 1 or > WireLimits.OutstandingPublishes)
        {
            yield return $"MaxOutstandingPublishes is {options.MaxOutstandingPublishes}; it is between 1 and "
                + $"{WireLimits.OutstandingPublishes}, more can wedge the client library when the network fails.";
        }

        if (options.MaxOutstandingBytes < 1)
            yield return $"MaxOutstandingBytes is {options.MaxOutstandingBytes}; it is at least 1.";
        if (options.MaxBodySize is < 1 or > WireLimits.InboundBody)
            yield return $"MaxBodySize is {options.MaxBodySize}; it is between 1 and {WireLimits.InboundBody}.";
        if (options.Limits.MaxHeaderBytes is < 0 or > WireLimits.HeaderBytes)
            yield return $"Limits.MaxHeaderBytes is {options.Limits.MaxHeaderBytes}; headers must fit one frame, at most {WireLimits.HeaderBytes}.";
        if (options.MaxInboundBodySize is < 1 or > WireLimits.InboundBody)
            yield return $"MaxInboundBodySize is {options.MaxInboundBodySize}; it is between 1 and {WireLimits.InboundBody} bytes.";
    }
}
