using System.Globalization;
using ActorBus.Distribution;
using ActorBus.Distribution.Profiles;
using ActorBus.Recovery;

namespace ActorBus.Hosting.Verbs;

/// <summary>Formats dead letters for display. Text from messages is truncated and freed of control characters.</summary>
internal static class DeadLetterText
{
    /// <summary>The header of a list.</summary>
    public static readonly string[] Head = ["Entry", "Failed at", "Attempts", "Message", "Handler", "Reason", "Exception", "Error"];

    /// <summary>Returns the row of a dead letter in a list.</summary>
    public static string[] Row(DeadLetterEntry entry) =>
    [
        entry.EntryId, Time(entry.LastFailedAt), Number(entry.Attempts), Text(entry.Name), Text(entry.Handler),
        entry.BrokerReason is { } broker ? $"{entry.Reason}: {Text(broker)}" : entry.Reason.ToString(), Text(entry.ExceptionType),
        Text(entry.ExceptionMessage),
    ];

    /// <summary>Returns the short properties of a dead letter as pairs of name and value.</summary>
    public static IReadOnlyList<string[]> Pairs(DeadLetterDetails letter)
    {
        var row = Row(letter.Entry);
        return
        [
            ["Entry", row[0]], ["Message id", Text(letter.Entry.MessageId)], ["Correlation id", Text(letter.Entry.CorrelationId)],
            ["Message", row[3]], ["From", Text(letter.Entry.SourceService)], ["Published to", Text($"{letter.OriginalExchange} {letter.OriginalRoutingKey}")],
            ["Handler", row[4]], ["Reason", row[5]], ["Attempts", row[2]], ["Replays", Number(letter.Entry.Replays)],
            ["First failed at", Time(letter.Entry.FirstFailedAt)], ["Last failed at", row[1]],
            ["Exception", row[6]], ["Error", Text(letter.Entry.ExceptionMessage, 2_048)],
            .. letter.Message.Headers.OrderBy(header => header.Key, StringComparer.Ordinal).Where(header => header.Key != WireHeaders.ExceptionStack)
                .Select(header => new[] { "  " + Text(header.Key), Text(Shown(header.Value), 500) }),
        ];
    }

    /// <summary>Returns the stack trace and the body of a dead letter as lines.</summary>
    public static IEnumerable<string> Lines(DeadLetterDetails letter)
    {
        string[] stack = letter.Stack is null ? [] : ["Stack:", .. Split(letter.Stack, 500)];
        var body = $"Body, {Quantity.Of(letter.Entry.BodyBytes, "byte")} of {(letter.Entry.ContentType is { } type ? Text(type) : "no media type")}:";
        return [.. stack, body, .. Split(letter.BodyText ?? "(not text)", 10_000)];
    }

    private static IEnumerable<string> Split(string text, int length) => text.Split('\n').Select(line => Text(line.TrimEnd(), length, empty: ""));

    private static string Shown(object value) => value switch
    {
        object[] items => $"[{string.Join(", ", items.Select(Shown))}]",
        Dictionary<string, object> map => $"{{{string.Join(", ", map.Select(entry => $"{entry.Key}: {Shown(entry.Value)}"))}}}",
        byte[] bytes => Quantity.Of(bytes.Length, "byte"),
        DateTimeOffset time => Time(time),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Text(string? text, int length = 80, string empty = "-") => string.IsNullOrWhiteSpace(text) ? empty : Printable.Cut(text, length);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-";
}
