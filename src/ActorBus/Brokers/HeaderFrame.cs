using System.Globalization;
using System.Text;

namespace ActorBus.Brokers;

/// <summary>The frame in which AMQP carries the properties and headers of a message.</summary>
internal static class HeaderFrame
{
    // Seven bytes before the frame and one after it; class, weight, body size and flags; delivery mode, priority, timestamp; the table's length.
    private const int Overhead = 8 + 14 + 10 + 4;

    /// <summary>Returns its size in bytes.</summary>
    /// <param name="message">The message.</param>
    /// <param name="headers">The size of its headers, of <see cref="HeaderSize"/>.</param>
    public static int SizeOf(BrokerMessage message, int headers) =>
        Overhead + Size(message.ContentType) + Size(message.ContentEncoding) + Size(message.CorrelationId) + Size(message.ReplyTo)
        + Size(message.MessageId) + Size(message.Type) + Size(message.AppId) + headers
        + Size(message.Expiration is { } expiration ? ((long)expiration.TotalMilliseconds).ToString(CultureInfo.InvariantCulture) : null);

    private static int Size(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text) + 1;
}
