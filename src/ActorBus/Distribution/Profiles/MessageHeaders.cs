using ActorBus.Brokers;

namespace ActorBus.Distribution.Profiles;

/// <summary>Reads single headers of a message from an untrusted sender.</summary>
internal static class MessageHeaders
{
    /// <summary>Returns a header as text; null when it is missing, empty or not text.</summary>
    public static string? Text(this BrokerMessage message, string header) => NullIfEmpty(message.Headers.GetValueOrDefault(header) as string);

    /// <summary>Returns a header as a number clamped to 0 and a limit; 0 when it is missing or not a number.</summary>
    public static int Number(this BrokerMessage message, string header, int most) =>
        message.Headers.GetValueOrDefault(header) is long number ? (int)Math.Clamp(number, 0, most) : 0;

    /// <summary>Returns null for empty text.</summary>
    public static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
