using System.Net;
using ActorBus.Brokers;
using ActorBus.RabbitMq.Connections;
using Microsoft.Extensions.Logging;

namespace ActorBus.RabbitMq;

/// <summary>RabbitMQ as a broker of ActorBus. It connects; the bridge is responsible for reconnecting.</summary>
public sealed class RabbitMqBroker : IBroker
{
    private readonly RabbitMqOptions _options;
    private readonly ILogger _logger;
    private readonly Connector _connector;

    /// <summary>Creates the broker without connecting.</summary>
    /// <param name="options">The options; must not change afterwards.</param>
    /// <param name="logger">Logs what happens to connections.</param>
    /// <exception cref="ArgumentException">The options are invalid; the message lists all faults.</exception>
    public RabbitMqBroker(RabbitMqOptions options, ILogger logger)
    {
        var faults = options.Validate();
        if (faults.Count > 0)
            throw new ArgumentException($"The RabbitMQ options cannot be used: {string.Join(' ', faults)}", nameof(options));
        _options = options;
        _logger = logger;
        _connector = new Connector(options, logger);
        if (AmqpUri.EndpointsOf(options).All(OnThisMachine)) return;
        if (!options.IsEncrypted) Log.NotEncrypted(logger, options.Address);
        if (options is { UserName: "guest", Password: "guest" }) Log.DefaultCredentials(logger, options.Address);
    }

    /// <inheritdoc/>
    public string Name => "rabbitmq";

    /// <inheritdoc/>
    public string Address => _options.Address;

    /// <inheritdoc/>
    public async Task<IBrokerConnection> ConnectAsync(
        ConnectionPurpose purpose, Action<ConnectionEvent> onEvent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(onEvent);
        var link = await _connector.ConnectAsync(purpose, cancellationToken).ConfigureAwait(false);
        return new RabbitMqConnection(link, _options, purpose, onEvent, _logger);
    }

    /// <summary>Does nothing: each connection is disposed by its owner.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static bool OnThisMachine(RabbitMqEndpoint endpoint) =>
        endpoint.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(endpoint.Host, out var address) && IPAddress.IsLoopback(address));
}
