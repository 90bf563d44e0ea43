using ActorBus.Brokers;

namespace ActorBus.Distribution;

/// <summary>Makes text from outside fit for one line of a log, an error or a header.</summary>
internal static class Printable
{
    /// <summary>The text, cut to a length, as a header takes it: what is no Unicode, such as half a surrogate pair, is replaced.</summary>
    public static string Header(string text, int length)
    {
        var cut = text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
        return cut.Any(char.IsSurrogate) ? string.Concat(cut.EnumerateRunes()) : cut;
    }

    /// <summary>The id of a message, fit for a log.</summary>
    public static string IdOf(BrokerMessage message) => Cut(message.MessageId ?? "without id");

    /// <summary>An exception in one line: its type and its text.</summary>
    public static string Line(Exception error) => Cut($"{error.GetType().Name}: {error.Message}", 1_000);

    /// <summary>A number of things: 1 attempt, 2 attempts.</summary>
    public static string Count(long number, string thing) => number == 1 ? $"1 {thing}" : $"{number} {thing}s";

    /// <summary>The text without control characters, cut to a length.</summary>
    public static string Cut(string text, int length = 100)
    {
        var cut = text.Length <= length ? text : string.Concat(text.AsSpan(0, length - 1), "…");
        return cut.Any(char.IsControl) ? new string(Array.ConvertAll(cut.ToCharArray(), c => char.IsControl(c) ? '?' : c)) : cut;
    }
}
