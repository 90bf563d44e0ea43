namespace ActorBus.RabbitMq;

/// <summary>Reads and writes AMQP URIs without ever repeating what may be a password.</summary>
/// <remarks>The client library's own reader is not used: its error for a password with a colon holds the password.</remarks>
internal static class AmqpUri
{
    private const string Shape = "it has the form amqp://user:password@host:port/vhost, or amqps:// for TLS, with several hosts "
        + "separated by commas; special characters in user, password and vhost are percent-encoded.";

    public static void Apply(string uri, RabbitMqOptions options, List<string> faults)
    {
        var scheme = uri.IndexOf("://", StringComparison.Ordinal);
        var tls = scheme == 5 && uri.StartsWith("amqps", StringComparison.OrdinalIgnoreCase);
        if (!tls && !(scheme == 4 && uri.StartsWith("amqp", StringComparison.OrdinalIgnoreCase)))
        {
            faults.Add("The broker's URI does not begin with amqp:// or amqps://; " + Shape);
            return;
        }

        var rest = uri.AsSpan(scheme + 3);
        var query = rest.IndexOfAny('?', '#');
        if (query >= 0 && rest.LastIndexOf('@') < query)
        {
            faults.Add("The broker's URI has a query or fragment, which means nothing here; " + Shape);
            return;
        }

        var at = rest.LastIndexOf('@');
        var user = at < 0 ? default : rest[..at];
        var place = rest[(at + 1)..];
        var slash = place.IndexOf('/');
        ReadUser(user, options);
        ReadHosts((slash < 0 ? place : place[..slash]).ToString(), options, faults);
        if (slash >= 0)
            ReadVirtualHost(place[(slash + 1)..].ToString(), options, faults);
        options.Tls.Enabled = tls;
    }

    public static string Format(RabbitMqOptions options)
    {
        var scheme = options.Tls.Enabled ? "amqps" : "amqp";
        var hosts = string.Join(',', EndpointsOf(options).Select(endpoint => Format(endpoint, options.Tls.Enabled)));
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

    private static void ReadUser(ReadOnlySpan<char> text, RabbitMqOptions options)
    {
        if (text.IsEmpty)
            return;
        var colon = text.IndexOf(':');
        options.UserName = Uri.UnescapeDataString((colon < 0 ? text : text[..colon]).ToString());
        if (colon >= 0)
            options.Password = Uri.UnescapeDataString(text[(colon + 1)..].ToString());
    }

    private static void ReadHosts(string text, RabbitMqOptions options, List<string> faults)
    {
        options.Endpoints = [];
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
                    faults.Add("The broker's URI has a port that is not a number between 1 and 65535; " + Shape);
                    continue;
                }

                port = number;
            }

            options.Endpoints.Add(new RabbitMqEndpoint(host.Length == 0 ? "localhost" : host, port));
        }
    }

    private static void ReadVirtualHost(string text, RabbitMqOptions options, List<string> faults)
    {
        if (text.Contains('/'))
            faults.Add("The broker's URI has more than one '/' after the host; write a '/' inside a virtual host as %2F.");
        else if (text.Length > 0)
            options.VirtualHost = Uri.UnescapeDataString(text);
    }
}
