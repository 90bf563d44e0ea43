using ActorBus.Brokers;
using ActorBus.RabbitMq.Publishing;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace ActorBus.RabbitMq.Connections;

/// <summary>Establishes connections: tries node after node until one accepts, and reports success only after the first answered request.</summary>
/// <remarks>
/// The client library reports success for a virtual host that does not exist and closes the connection a moment later. Therefore the publish channel
/// is opened, and its request for confirmations answered, before a connection counts. The library's own attempts cannot be cancelled safely; they are
/// awaited from outside, and one that takes too long loses its socket.
/// </remarks>
internal sealed class Connector
{
    private readonly RabbitMqOptions _options;
    private readonly ILogger _logger;

    public Connector(RabbitMqOptions options, ILogger logger)
    {
        _options = options;
        _logger = logger;
    }

    public async Task<Link> ConnectAsync(ConnectionPurpose purpose, CancellationToken cancellationToken)
    {
        var failures = new List<ConnectFailure>();
        foreach (var endpoint in AmqpUri.EndpointsOf(_options))
        {
            var node = AmqpUri.Format(endpoint, _options.IsEncrypted);
            try
            {
                return await ConnectAsync(endpoint, node, purpose, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception refused) when (refused is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                failures.Add(ConnectFailure.From(refused, node, _options));
                Log.NodeRefused(_logger, node, failures[^1].Text);
            }
        }

        throw ConnectFailure.Combine(failures, _options);
    }

    private async Task<Link> ConnectAsync(
        RabbitMqEndpoint endpoint, string node, ConnectionPurpose purpose, CancellationToken cancellationToken)
    {
        var sockets = new SocketSource();
        var factory = ClientFactory.Create(_options, purpose, sockets);
        var connecting = OpenAsync(factory, ClientFactory.Endpoint(_options, endpoint));
        try
        {
            var (client, channel) = await connecting.WaitAsync(_options.ConnectTimeout, cancellationToken).ConfigureAwait(false);
            return new Link(client, sockets.Last!, channel, node);
        }
        catch
        {
            sockets.CutAll();
            Background.Forget(Background.DisposeAsync(connecting), _logger);
            throw;
        }
    }

    private static async Task<(IConnection Client, IChannel Channel)> OpenAsync(ConnectionFactory factory, AmqpTcpEndpoint endpoint)
    {
        var client = await factory.CreateConnectionAsync([endpoint], CancellationToken.None).ConfigureAwait(false);
        try
        {
            return (client, await client.CreateChannelAsync(ConfirmChannel.Untracked).ConfigureAwait(false));
        }
        catch (Exception refused)
        {
            // The reason why the broker closed the connection is more useful than the failure of a request on it.
            var reason = client.CloseReason;
            await Background.QuietlyAsync(client).ConfigureAwait(false);
            throw reason is null ? refused : new RabbitMQ.Client.Exceptions.OperationInterruptedException(reason);
        }
    }
}
