using ActorBus.Brokers;

namespace ActorBus.Distribution.Profiles;

/// <summary>Reads single headers of a message that anybody may have written.</summary>
internal static class MessageHeaders
{
    /// <summary>A header as text; null when it is missing, empty or something else.</summary>
    public static string? Text(this BrokerMessage message, string header) => NullIfEmpty(message.Headers.GetValueOrDefault(header) as string);

    /// <summary>A header as a number from 0 to a limit; 0 when it is missing or something else.</summary>
    public static int Number(this BrokerMessage message, string header, int most) =>
        message.Headers.GetValueOrDefault(header) is long number ? (int)Math.Clamp(number, 0, most) : 0;

    /// <summary>Null for text that says nothing.</summary>
    public static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
