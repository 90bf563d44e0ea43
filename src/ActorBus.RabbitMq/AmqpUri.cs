namespace ActorBus.RabbitMq;

/// <summary>The parts of an AMQP URI; parses and formats URIs without ever repeating what may be a password.</summary>
/// <remarks>The parser of the client library is not used, because its error for a password with a colon contains the password.</remarks>
internal sealed class AmqpUri
{
    private const string Shape = "it has the form amqp://user:password@host:port/vhost, or amqps:// for TLS, with several hosts "
        + "separated by commas; special characters in user, password and vhost are percent-encoded.";

    /// <summary>The instance for no URI.</summary>
    public static AmqpUri Nothing { get; } = new();

    /// <summary>The nodes; empty when there is no URI.</summary>
    public List<RabbitMqEndpoint> Endpoints { get; } = [];

    /// <summary>The virtual host; null when the URI names none.</summary>
    public string? VirtualHost { get; private set; }

    /// <summary>The user name; null when the URI names none.</summary>
    public string? UserName { get; private set; }

    /// <summary>The password; null when the URI has none.</summary>
    public string? Password { get; private set; }

    /// <summary>Whether the scheme is <c>amqps</c>.</summary>
    public bool IsEncrypted { get; private set; }

    /// <summary>The faults of the URI.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Parses a URI.</summary>
    public static AmqpUri Read(string uri)
    {
        var read = new AmqpUri();
        var scheme = uri.IndexOf("://", StringComparison.Ordinal);
        read.IsEncrypted = scheme == 5 && uri.StartsWith("amqps", StringComparison.OrdinalIgnoreCase);
        if (!read.IsEncrypted && !(scheme == 4 && uri.StartsWith("amqp", StringComparison.OrdinalIgnoreCase)))
        {
            read.Faults.Add("The broker's URI does not begin with amqp:// or amqps://; " + Shape);
            return read;
        }

        var rest = uri.AsSpan(scheme + 3);
        var query = rest.IndexOfAny('?', '#');
        if (query >= 0 && rest.LastIndexOf('@') < query)
        {
            read.Faults.Add("The broker's URI has a query or fragment, which means nothing here; " + Shape);
            return read;
        }

        var at = rest.LastIndexOf('@');
        var place = rest[(at + 1)..];
        var slash = place.IndexOf('/');
        if (at > 0) read.ReadUser(rest[..at]);
        read.ReadHosts((slash < 0 ? place : place[..slash]).ToString());
        if (slash >= 0) read.ReadVirtualHost(place[(slash + 1)..].ToString());
        return read;
    }

    public static string Format(RabbitMqOptions options)
    {
        var scheme = options.IsEncrypted ? "amqps" : "amqp";
        var hosts = string.Join(',', EndpointsOf(options).Select(endpoint => Format(endpoint, options.IsEncrypted)));
        return $"{scheme}://{hosts}/{Uri.EscapeDataString(options.VirtualHost)}";
    }

    public static string Format(RabbitMqEndpoint endpoint, bool tls)
    {
        var host = endpoint.Host.Contains(':') ? $"[{endpoint.Host}]" : endpoint.Host;
        return $"{host}:{PortOf(endpoint, tls)}";
    }

    public static int PortOf(RabbitMqEndpoint endpoint, bool tls) => endpoint.Port ?? (tls ? 5671 : 5672);

    public static IEnumerable<RabbitMqEndpoint> EndpointsOf(RabbitMqOptions options) =>
        options.Endpoints.Count > 0 ? options.Endpoints : [new RabbitMqEndpoint("localhost")];

    private void ReadUser(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        UserName = Uri.UnescapeDataString((colon < 0 ? text : text[..colon]).ToString());
        if (colon >= 0) Password = Uri.UnescapeDataString(text[(colon + 1)..].ToString());
    }

    private void ReadHosts(string text)
    {
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            // [::1]:5672, host:5672, host
            var colon = part.LastIndexOf(':');
            var hasPort = colon > part.LastIndexOf(']');
            var host = (hasPort ? part[..colon] : part).Trim('[', ']');
            int? port = null;
            if (hasPort)
            {
                if (!ushort.TryParse(part.AsSpan(colon + 1), out var number) || number == 0)
                {
                    Faults.Add("The broker's URI has a port that is not a number between 1 and 65535; " + Shape);
                    continue;
                }

                port = number;
            }

            Endpoints.Add(new RabbitMqEndpoint(host.Length == 0 ? "localhost" : host, port));
        }
    }

    private void ReadVirtualHost(string text)
    {
        if (text.Contains('/'))
            Faults.Add("The broker's URI has more than one '/' after the host; write a '/' inside a virtual host as %2F.");
        else if (text.Length > 0)
            VirtualHost = Uri.UnescapeDataString(text);
    }
}
