using System.Security.Authentication;
using ActorBus.Brokers;
using RabbitMQ.Client;

namespace ActorBus.RabbitMq.Connections;

/// <summary>Sets the client library up: its recovery off, our sockets under it, certificates verified.</summary>
internal static class ClientFactory
{
    public static ConnectionFactory Create(RabbitMqOptions options, ConnectionPurpose purpose, SocketSource sockets) => new()
    {
        // Recovery is the bridge's: the library's can stop for ever, or report a consumer that gets nothing.
        AutomaticRecoveryEnabled = false,
        TopologyRecoveryEnabled = false,
        SocketFactory = sockets.Create,
        UserName = options.UserName,
        Password = options.Password,
        VirtualHost = options.VirtualHost,
        ClientProvidedName = $"{options.ConnectionName} ({(purpose == ConnectionPurpose.Publish ? "publish" : "consume")})",
        RequestedHeartbeat = options.Heartbeat,
        RequestedConnectionTimeout = options.ConnectTimeout,
        HandshakeContinuationTimeout = options.ConnectTimeout,
        // Longer than ours: an answer that comes after the library's own timeout would end the connection.
        ContinuationTimeout = options.RequestTimeout * 4,
        MaxInboundMessageBodySize = (uint)options.MaxInboundBodySize,
    };

    public static AmqpTcpEndpoint Endpoint(RabbitMqOptions options, RabbitMqEndpoint endpoint) => new(
        endpoint.Host, AmqpUri.PortOf(endpoint, options.IsEncrypted), Ssl(options, endpoint), (uint)options.MaxInboundBodySize);

    private static SslOption Ssl(RabbitMqOptions options, RabbitMqEndpoint endpoint)
    {
        var tls = options.Tls;
        var ssl = new SslOption
        {
            Enabled = options.IsEncrypted,
            ServerName = tls.ServerName ?? endpoint.Host,
            CheckCertificateRevocation = tls.CheckRevocation,
            Version = SslProtocols.None,
        };
        if (tls.ShownCertificate is not null)
            ssl.Certs = [tls.ShownCertificate];
        if (tls.TrustedAuthorities.Count > 0)
        {
            var verifier = new AuthorityVerifier(tls);
            ssl.CertificateValidationCallback = verifier.Verify;
        }

        return ssl;
    }
}
