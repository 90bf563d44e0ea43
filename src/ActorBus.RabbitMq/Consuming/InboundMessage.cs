using System.Globalization;
using System.Text;
using ActorBus.Brokers;
using RabbitMQ.Client;

namespace ActorBus.RabbitMq.Consuming;

/// <summary>Creates a message from a delivery of the library; parts that cannot be read are left out and never cause an exception.</summary>
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
            MessageId = Short(properties.MessageId),
            CorrelationId = Short(properties.CorrelationId),
            Type = Short(properties.Type),
            ContentType = Short(properties.ContentType),
            ContentEncoding = Short(properties.ContentEncoding),
            AppId = Short(properties.AppId),
            ReplyTo = Short(properties.ReplyTo),
            Timestamp = properties.IsTimestampPresent() ? InboundHeaders.Time(properties.Timestamp) : null,
            Expiration = Expiration(properties.Expiration),
            Priority = properties.IsPriorityPresent() ? properties.Priority : null,
            Persistent = properties.DeliveryMode == DeliveryModes.Persistent,
            Headers = headers.Count == 0 ? Empty : headers,
        };
    }

    // Invalid bytes become three bytes each, and the message could not be sent on.
    private static string? Short(string? text) =>
        text is null || text.Length * 3 <= WireLimits.ShortString || Encoding.UTF8.GetByteCount(text) <= WireLimits.ShortString
            ? text
            : text[..(WireLimits.ShortString / 3 - (char.IsHighSurrogate(text[WireLimits.ShortString / 3 - 1]) ? 1 : 0))];

    private static IReadOnlyDictionary<string, object> Empty { get; } =
        System.Collections.ObjectModel.ReadOnlyDictionary<string, object>.Empty;

    private static TimeSpan? Expiration(string? text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;
}
