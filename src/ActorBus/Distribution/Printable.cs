using ActorBus.Brokers;

namespace ActorBus.Distribution;

/// <summary>Prepares text from outside for a single line of a log, an error or a header.</summary>
internal static class Printable
{
    /// <summary>Returns the text truncated for a header, with invalid Unicode, such as half a surrogate pair, replaced.</summary>
    public static string Header(string text, int length)
    {
        var cut = text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
        return cut.Any(char.IsSurrogate) ? string.Concat(cut.EnumerateRunes()) : cut;
    }

    /// <summary>Returns the id of a message for a log.</summary>
    public static string IdOf(BrokerMessage message) => Cut(message.MessageId ?? "without id");

    /// <summary>Returns the type and the message of an exception in one line.</summary>
    public static string Line(Exception error) => Cut($"{error.GetType().Name}: {error.Message}", 1_000);

    /// <summary>Returns a number with its noun: 1 attempt, 2 attempts.</summary>
    public static string Count(long number, string thing) => number == 1 ? $"1 {thing}" : $"{number} {thing}s";

    /// <summary>Returns the text with control characters replaced, truncated to a length.</summary>
    public static string Cut(string text, int length = 100)
    {
        var cut = text.Length <= length ? text : string.Concat(text.AsSpan(0, length - 1), "…");
        return cut.Any(char.IsControl) ? new string(Array.ConvertAll(cut.ToCharArray(), c => char.IsControl(c) ? '?' : c)) : cut;
    }
}
