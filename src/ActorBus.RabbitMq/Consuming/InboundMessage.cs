using System.Globalization;
using ActorBus.Brokers;
using RabbitMQ.Client;

namespace ActorBus.RabbitMq.Consuming;

/// <summary>Makes a message of what the library delivers; whatever of it cannot be read is left out, never thrown.</summary>
internal static class InboundMessage
{
    private const string DeliveryCountHeader = "x-delivery-count";

    public static BrokerMessage Of(IReadOnlyBasicProperties properties, ReadOnlySpan<byte> body, out long? deliveryCount)
    {
        var headers = InboundHeaders.Of(properties.Headers);
        deliveryCount = headers.Remove(DeliveryCountHeader, out var count) ? count as long? : null;
        return new BrokerMessage
        {
            Body = body.ToArray(),
            MessageId = properties.MessageId,
            CorrelationId = properties.CorrelationId,
            Type = properties.Type,
            ContentType = properties.ContentType,
            ContentEncoding = properties.ContentEncoding,
            AppId = properties.AppId,
            ReplyTo = properties.ReplyTo,
            Timestamp = properties.IsTimestampPresent() ? InboundHeaders.Time(properties.Timestamp) : null,
            Expiration = Expiration(properties.Expiration),
            Priority = properties.IsPriorityPresent() ? properties.Priority : null,
            Persistent = properties.DeliveryMode == DeliveryModes.Persistent,
            Headers = headers.Count == 0 ? Empty : headers,
        };
    }

    private static IReadOnlyDictionary<string, object> Empty { get; } =
        System.Collections.ObjectModel.ReadOnlyDictionary<string, object>.Empty;

    private static TimeSpan? Expiration(string? text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;
}
