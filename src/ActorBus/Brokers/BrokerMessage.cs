using System.Collections.ObjectModel;

namespace ActorBus.Brokers;

/// <summary>A message as it lies on a broker: a body and the properties of AMQP 0-9-1, each used for what it is for.</summary>
public sealed record BrokerMessage
{
    /// <summary>The body, as it is.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Identity of the message; at most 255 bytes of UTF-8.</summary>
    public string? MessageId { get; init; }

    /// <summary>Identity of the conversation; at most 255 bytes of UTF-8.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Name of the message; at most 255 bytes of UTF-8.</summary>
    public string? Type { get; init; }

    /// <summary>Media type of the body, such as <c>application/json</c>.</summary>
    public string? ContentType { get; init; }

    /// <summary>Encoding of the body beyond its media type.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>The sending service.</summary>
    public string? AppId { get; init; }

    /// <summary>The queue that awaits a reply.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>When the message was made, in whole seconds.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>How long the message may wait in a queue before the broker drops or dead-letters it; whole milliseconds.</summary>
    public TimeSpan? Expiration { get; init; }

    /// <summary>Priority within a queue that knows priorities; higher first.</summary>
    public byte? Priority { get; init; }

    /// <summary>True to have the broker write it to disk.</summary>
    public bool Persistent { get; init; } = true;

    /// <summary>
    /// Everything else. Values are <see cref="string"/>, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>,
    /// <c>byte[]</c> (also text that is not valid UTF-8), <see cref="DateTimeOffset"/>, <c>object[]</c> or
    /// <see cref="Dictionary{TKey,TValue}"/> of string and object.
    /// </summary>
    public IReadOnlyDictionary<string, object> Headers { get; init; } = ReadOnlyDictionary<string, object>.Empty;
}
