using System.Globalization;
using ActorBus.Brokers;
using ActorBus.Distribution;
using ActorBus.Serialization;

namespace ActorBus.Raw;

/// <summary>Publishes to one exchange and routing key. Immutable: each method returns another publisher.</summary>
public sealed class RawPublisher
{
    private readonly RawBusOptions _options;
    private readonly MessageConverters _converters;
    private readonly RawConnection _connection;
    private readonly Topology _topology;
    private readonly RawPublisherOptions _target;
    private readonly KeyValuePair<string, object?>[] _headers;

    internal RawPublisher(
        RawBusOptions options, MessageConverters converters, RawConnection connection, Topology topology,
        RawPublisherOptions target, params KeyValuePair<string, object?>[] headers)
    {
        _options = options;
        _converters = converters;
        _connection = connection;
        _topology = topology;
        _headers = headers;
        _target = target;
    }

    /// <summary>The name of the exchange; empty for the default exchange.</summary>
    public string ExchangeName => _target.Exchange;

    /// <summary>The routing key; if the publisher takes it from a header, that of messages without the header.</summary>
    public string RoutingKey => _target.RoutingKey;

    /// <summary>Returns a publisher with one more header. The first value of a name wins; a dot in the name creates a nested table.</summary>
    public RawPublisher Header(string name, object value) =>
        new(_options, _converters, _connection, _topology, _target, [.. _headers, KeyValuePair.Create(name, (object?)value)]);

    /// <summary>Returns a publisher that first declares a queue and binds it to the exchange with the routing key.</summary>
    public RawPublisher Bind(string queue) => new(
        _options, _converters, _connection,
        _topology with
        {
            Queues = [.. _topology.Queues, .. RawQueues.Of(RawQueues.Declaration(queue, _options), _options)],
            Bindings = ExchangeName.Length == 0 ? _topology.Bindings : [.. _topology.Bindings, new BindingDeclaration(ExchangeName, queue, RoutingKey)],
        },
        _target, _headers);

    /// <summary>Publishes an object, converted by the media type.</summary>
    /// <exception cref="DeliveryFailedException">The message reached no queue or was not stored, or that is not known.</exception>
    /// <exception cref="BrokerException">
    /// The broker cannot be reached, or refuses a declaration. One attempt to connect serves all who publish; within a second after it failed, no other is
    /// made.
    /// </exception>
    /// <exception cref="ArgumentException">The header with the routing key is neither text nor a whole number; nothing was sent.</exception>
    /// <exception cref="MessageConversionException">The body cannot be converted; nothing was sent.</exception>
    public Task PublishAsync(object body, RawProperties? properties = null, CancellationToken cancellationToken = default) =>
        PublishAsync(body, properties ?? new RawProperties(), mayBeUnrouted: false, cancellationToken);

    internal async Task PublishAsync(object body, RawProperties properties, bool mayBeUnrouted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(body);
        var message = MessageOf(body, properties);
        var key = KeyOf(message);
        var outgoing = new OutgoingMessage(ExchangeName, key, message);
        var outcome = await _connection.PublishAsync(_topology, outgoing, cancellationToken).ConfigureAwait(false);
        if (outcome.Status == PublishStatus.Confirmed || (mayBeUnrouted && outcome.Status == PublishStatus.Returned)) return;
        throw new DeliveryFailedException(
            outcome.Status,
            $"The message to exchange '{ExchangeName}' with routing key '{key}' was not stored: {outcome.Status}, "
            + $"{outcome.Reason?.TrimEnd('.') ?? "no queue takes it; declare or bind one"}. Correct it or the address, then publish again.");
    }

    private string KeyOf(BrokerMessage message)
    {
        if (_target.RoutingKeyHeader is not { } name) return RoutingKey;
        return RawHeaders.Find(message.Headers, name) switch
        {
            null => RoutingKey,
            string key => key,
            long number => number.ToString(CultureInfo.InvariantCulture),
            var other => throw new ArgumentException(
                $"The message to exchange '{ExchangeName}' was not sent: its header '{name}' says the routing key and "
                + $"is a {other.GetType().Name}. Use text or a whole number."),
        };
    }

    /// <summary>Returns the message that would be published.</summary>
    internal BrokerMessage MessageOf(object body, RawProperties properties)
    {
        var contentType = properties.ContentType ?? _target.MediaType ?? MediaTypes.Json;
        var headers = new Dictionary<string, object>(StringComparer.Ordinal);
        RawHeaders.AddMissing(headers, properties.Headers ?? (IEnumerable<KeyValuePair<string, object?>>)[.. _headers, .. _options.Headers]);
        return new BrokerMessage
        {
            Body = _converters.ToBytes(body, contentType),
            ContentType = contentType,
            ContentEncoding = "utf8",
            MessageId = properties.MessageId,
            CorrelationId = properties.CorrelationId ?? Guid.NewGuid().ToString("D"),
            ReplyTo = properties.ReplyTo,
            Type = properties.Type,
            Expiration = properties.Expiration ?? _options.Expiration,
            Priority = properties.Priority,
            Persistent = properties.Persistent ?? _target.Persistent,
            AppId = _options.AppName,
            Headers = headers,
        };
    }
}
