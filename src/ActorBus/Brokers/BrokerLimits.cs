using System.Text;

namespace ActorBus.Brokers;

/// <summary>The limits of messages that a broker accepts, checked before sending: a message beyond them would end the connection.</summary>
public sealed record BrokerLimits
{
    private const int MaxShortText = 255;
    // As deep as what is delivered, so that every delivered message can be stored again.
    private const int MaxDepth = 64;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The maximum size of a body in bytes. The default is 128 MiB, which RabbitMQ accepts and delivers. The limit of a service is far lower; this
    /// one is so high that every delivered message can be stored as a dead letter.
    /// </summary>
    public int MaxBodyBytes { get; init; } = 128 * 1024 * 1024;

    /// <summary>The maximum number of headers. The default is 1,000; the limit of a service is lower.</summary>
    public int MaxHeaders { get; init; } = 1000;

    /// <summary>
    /// The maximum total size of the headers in bytes, as they are on the wire. The default is 128 KiB, as much as a frame of RabbitMQ's default size
    /// holds; the limit of a service is lower.
    /// </summary>
    public int MaxHeaderBytes { get; init; } = 128 * 1024;

    /// <summary>
    /// The maximum size in bytes of the frame that carries the properties and headers of a message, as agreed with the broker for the connection; null
    /// where frames have no limit.
    /// </summary>
    public int? MaxFrameBytes { get; init; }

    /// <summary>Returns the reason why a message cannot be sent.</summary>
    /// <returns>The fault and its remedy, without quoting values; null when the message can be sent.</returns>
    public string? Refusal(OutgoingMessage outgoing)
    {
        ArgumentNullException.ThrowIfNull(outgoing);
        var message = outgoing.Message;
        if (message.Body.Length > MaxBodyBytes)
        {
            return $"The body has {message.Body.Length} bytes; at most {MaxBodyBytes} are allowed. "
                + "Send a reference to it, or raise the limit here and at the receivers.";
        }

        if (message.Expiration is { } expiration && (expiration < TimeSpan.Zero || expiration.TotalMilliseconds > uint.MaxValue))
            return $"The expiration is {expiration}; it must be between 0 and 49 days.";

        if (message.Timestamp is { } timestamp && timestamp < DateTimeOffset.UnixEpoch)
            return $"The timestamp is {timestamp:O}; AMQP knows none before 1970.";

        return ShortText("exchange", outgoing.Exchange) ?? ShortText("routing key", outgoing.RoutingKey)
            ?? ShortText("message id", message.MessageId) ?? ShortText("correlation id", message.CorrelationId)
            ?? ShortText("type", message.Type) ?? ShortText("content type", message.ContentType)
            ?? ShortText("content encoding", message.ContentEncoding) ?? ShortText("app id", message.AppId)
            ?? ShortText("reply-to", message.ReplyTo) ?? Headers(message.Headers) ?? SizeRefusal(message);
    }

    /// <summary>
    /// Returns the reason why the headers of a message are too many or too large, alone or with its properties in one frame, which AMQP does not split;
    /// null when they are not. Their values must be valid.
    /// </summary>
    internal string? SizeRefusal(BrokerMessage message)
    {
        if (CountRefusal(message.Headers) is { } tooMany) return tooMany;
        var size = message.Headers.Count == 0 ? 0 : HeaderSize.Of(message.Headers);
        if (size > MaxHeaderBytes) return $"The headers have {size} bytes; at most {MaxHeaderBytes} are allowed. Move them into the body.";
        var frame = MaxFrameBytes is null ? 0 : HeaderFrame.SizeOf(message, size);
        return frame <= (MaxFrameBytes ?? 0)
            ? null
            : $"The properties and headers need a frame of {frame} bytes; the connection allows {MaxFrameBytes} (frame_max). Move headers into the body, or raise the broker's frame_max.";
    }

    private static string? ShortText(string property, string? text)
    {
        if (text is null || (text.Length <= MaxShortText && Ascii.IsValid(text))) return null;
        var length = BytesOf(text);
        if (length < 0) return $"The {property} holds half a surrogate pair, which is not text. Remove it.";
        return length <= MaxShortText
            ? null
            : $"The {property} has {length} bytes; at most {MaxShortText} are allowed. Shorten it.";
    }

    private string? Headers(IReadOnlyDictionary<string, object> headers)
    {
        if (headers.Count == 0) return null;
        if (CountRefusal(headers) is { } tooMany) return tooMany;
        foreach (var (name, value) in headers.AsTable())
        {
            if ((ShortText("name of a header", name) ?? Copies(name, value) ?? Value(name, value, 0)) is { } refusal) return refusal;
        }

        return null;
    }

    private string? CountRefusal(IReadOnlyDictionary<string, object> headers) => headers.Count <= MaxHeaders
        ? null
        : $"The message has {headers.Count} headers; at most {MaxHeaders} are allowed. Remove some.";

    // RabbitMQ would close the channel, with every publish in progress on it.
    private static string? Copies(string name, object? value) =>
        !BrokerHeaders.IsCopies(name) || (value is object[] keys && keys.All(key => key is string))
            ? null
            : $"Header '{name}' tells the broker to which other routing keys a message goes, and is no list of text. Choose another name.";

    private static string? Value(string name, object? value, int depth)
    {
        if (depth > MaxDepth)
            return $"Header '{name}' is nested deeper than {MaxDepth} levels. Flatten it, or move it into the body.";

        switch (value)
        {
            // RabbitMQ cannot read it, and would close the connection with everything in progress on it.
            case double number when !double.IsFinite(number):
                return $"Header '{name}' holds a number that is not finite, which no broker takes. Send it as text.";
            case bool or long or double or DateTimeOffset or byte[]:
                return null;
            case string text:
                return BytesOf(text) >= 0 ? null : $"Header '{name}' holds half a surrogate pair, which is not text. Remove it.";
            case object[] list:
                return Values(name, list, depth);
            case Dictionary<string, object> table:
                return table.Keys.Select(key => ShortText($"name of an entry in header '{name}'", key))
                        .FirstOrDefault(refusal => refusal is not null)
                    ?? Values(name, table.Values, depth);
            default:
                return $"Header '{name}' is a {value?.GetType().ToString() ?? "null"}, which cannot travel. "
                    + "Use string, bool, long, double, byte[], DateTimeOffset, object[] or Dictionary<string, object>.";
        }
    }

    private static string? Values(string name, IEnumerable<object> values, int depth)
    {
        foreach (var value in values)
        {
            if (Value(name, value, depth + 1) is { } refusal) return refusal;
        }

        return null;
    }

    private static int BytesOf(string text)
    {
        if (Ascii.IsValid(text)) return text.Length;
        try
        {
            return Utf8.GetByteCount(text);
        }
        catch (EncoderFallbackException)
        {
            return -1;
        }
    }
}
