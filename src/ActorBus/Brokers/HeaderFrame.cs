using System.Globalization;
using System.Text;

namespace ActorBus.Brokers;

/// <summary>The frame in which AMQP carries the properties and headers of a message.</summary>
internal static class HeaderFrame
{
    // Seven bytes before the frame and one after it; class, weight, body size and flags; delivery mode, priority, timestamp; the table's length.
    private const int Overhead = 8 + 14 + 10 + 4;

    /// <summary>Returns its size in bytes.</summary>
    public static int SizeOf(BrokerMessage message) =>
        Overhead + Size(message.ContentType) + Size(message.ContentEncoding) + Size(message.CorrelationId) + Size(message.ReplyTo)
        + Size(message.MessageId) + Size(message.Type) + Size(message.AppId) + HeaderSize.Of(message.Headers)
        + Size(message.Expiration is { } expiration ? ((long)expiration.TotalMilliseconds).ToString(CultureInfo.InvariantCulture) : null);

    private static int Size(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text) + 1;
}
