using System.Globalization;
using System.Text.Unicode;
using ActorBus.Brokers;
using RabbitMQ.Client;

namespace ActorBus.RabbitMq.Publishing;

/// <summary>The message properties of the client library, refilled for each publish of one writer.</summary>
/// <remarks>
/// One object serves all publishes, because the library has written it to its buffer when the publish returns. The headers are a copy, because the
/// library may add to them and the originals belong to the caller.
/// </remarks>
internal sealed class WireProperties
{
    private readonly Dictionary<string, object?> _headers = [];
    private readonly BasicProperties _properties = new();

    public BasicProperties Of(BrokerMessage message)
    {
        _headers.Clear();
        // The usual type, which is enumerated without allocating an enumerator.
        var headers = message.Headers as Dictionary<string, object> ?? new(message.Headers);
        foreach (var (key, value) in headers)
            _headers[key] = Wire(value);

        // Never null: the library would otherwise create its own dictionary each time.
        _properties.Headers = _headers;
        _properties.MessageId = message.MessageId;
        _properties.CorrelationId = message.CorrelationId;
        _properties.Type = message.Type;
        _properties.ContentType = message.ContentType;
        _properties.ContentEncoding = message.ContentEncoding;
        _properties.AppId = message.AppId;
        _properties.ReplyTo = message.ReplyTo;
        _properties.DeliveryMode = message.Persistent ? DeliveryModes.Persistent : DeliveryModes.Transient;
        _properties.Priority = message.Priority ?? 0;
        _properties.Timestamp = message.Timestamp is { } timestamp ? new AmqpTimestamp(timestamp.ToUnixTimeSeconds()) : default;
        _properties.Expiration = message.Expiration is { } expiration
            ? ((long)expiration.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)
            : null;
        return _properties;
    }

    private static object? Wire(object value) => value switch
    {
        DateTimeOffset time => new AmqpTimestamp(time.ToUnixTimeSeconds()),
        // Bytes that are not valid text arrived as text or could have; bytes that happen to be valid text must not come back as a string.
        byte[] bytes => Utf8.IsValid(bytes) ? new BinaryTableValue(bytes) : bytes,
        object[] items => Array.ConvertAll(items, Wire),
        Dictionary<string, object> table => table.ToDictionary(entry => entry.Key, entry => Wire(entry.Value)),
        _ => value,
    };
}
