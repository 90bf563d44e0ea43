using System.Collections.ObjectModel;

namespace ActorBus.Brokers;

/// <summary>Represents a message on a broker: a body and the properties of AMQP 0-9-1, each used for its intended purpose.</summary>
public sealed record BrokerMessage
{
    /// <summary>The body in bytes.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The id of the message; at most 255 bytes of UTF-8.</summary>
    public string? MessageId { get; init; }

    /// <summary>The id of the conversation; at most 255 bytes of UTF-8.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The name of the message; at most 255 bytes of UTF-8.</summary>
    public string? Type { get; init; }

    /// <summary>The media type of the body, such as <c>application/json</c>.</summary>
    public string? ContentType { get; init; }

    /// <summary>The encoding of the body in addition to its media type.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>The sending service.</summary>
    public string? AppId { get; init; }

    /// <summary>The queue for the reply.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The time at which the message was created, in whole seconds.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>How long the message may wait in a queue before the broker drops or dead-letters it, in whole milliseconds.</summary>
    public TimeSpan? Expiration { get; init; }

    /// <summary>The priority within a queue that supports priorities; higher values first.</summary>
    public byte? Priority { get; init; }

    /// <summary>Whether the broker writes the message to disk. The default is true.</summary>
    public bool Persistent { get; init; } = true;

    /// <summary>
    /// The headers. Values are <see cref="string"/>, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, <c>byte[]</c> (including text that
    /// is not valid UTF-8), <see cref="DateTimeOffset"/>, <c>object[]</c> or <see cref="Dictionary{TKey,TValue}"/> of string and object.
    /// </summary>
    public IReadOnlyDictionary<string, object> Headers { get; init; } = ReadOnlyDictionary<string, object>.Empty;
}
