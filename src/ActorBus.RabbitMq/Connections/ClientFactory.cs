using System.Security.Authentication;
using ActorBus.Brokers;
using RabbitMQ.Client;

namespace ActorBus.RabbitMq.Connections;

/// <summary>Configures the client library: its recovery turned off, our sockets underneath, certificates verified.</summary>
internal static class ClientFactory
{
    public static ConnectionFactory Create(RabbitMqOptions options, ConnectionPurpose purpose, SocketSource sockets) => new()
    {
        // The bridge recovers connections: the library's own recovery can stop forever, or report a consumer that receives nothing.
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
        // Longer than our own limit: an answer after the library's timeout would end the connection.
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
