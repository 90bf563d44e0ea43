using System.Globalization;
using ActorBus.Distribution;
using ActorBus.Distribution.Profiles;
using ActorBus.Recovery;

namespace ActorBus.Hosting.Verbs;

/// <summary>Carries out the verb <c>dead-letters</c>. What comes from messages is cut and freed of control characters.</summary>
internal sealed class DeadLetterVerbs(IDeadLetters letters, TextWriter output)
{
    /// <summary>Carries out what was read from the command line.</summary>
    public Task RunAsync(DeadLetterArguments arguments, CancellationToken cancellationToken) => arguments.Action switch
    {
        "list" => ListAsync(arguments, cancellationToken),
        "count" => CountAsync(arguments.Filter, cancellationToken),
        "show" => ShowAsync(arguments.Filter.EntryIds!.Single(), cancellationToken),
        "replay" when arguments.IsEdit => EditAsync(arguments, cancellationToken),
        "replay" => ReplayAsync(arguments, cancellationToken),
        _ => DeleteAsync(arguments, cancellationToken),
    };

    private async Task ListAsync(DeadLetterArguments arguments, CancellationToken cancellationToken)
    {
        var query = new DeadLetterQuery
        {
            Filter = arguments.Filter,
            Offset = arguments.Offset,
            Limit = arguments.Limit,
            OldestFirst = arguments.OldestFirst,
        };
        var page = await letters.ListAsync(query, cancellationToken).ConfigureAwait(false);
        string[] head = ["Entry", "Failed at", "Attempts", "Message", "Handler", "Reason", "Exception"];
        TextTable.Write(output, [head, .. page.Entries.Select(RowOf)]);
        await output.WriteLineAsync($"{page.Entries.Count} of {page.Total}{(page.IsPartial ? "; somebody else holds a part of the queue" : "")}").ConfigureAwait(false);
    }

    private async Task CountAsync(DeadLetterFilter filter, CancellationToken cancellationToken)
    {
        var count = await letters.CountAsync(filter, cancellationToken).ConfigureAwait(false);
        await output.WriteLineAsync(count.ToString(CultureInfo.InvariantCulture)).ConfigureAwait(false);
    }

    private async Task ShowAsync(string entryId, CancellationToken cancellationToken)
    {
        var letter = await letters.ShowAsync(entryId, cancellationToken).ConfigureAwait(false);
        var row = RowOf(letter.Entry);
        string[][] lines =
        [
            ["Entry", row[0]], ["Message id", Text(letter.Entry.MessageId)], ["Correlation id", Text(letter.Entry.CorrelationId)],
            ["Message", row[3]], ["From", Text(letter.Entry.SourceService)], ["Published to", Text($"{letter.OriginalExchange} {letter.OriginalRoutingKey}")],
            ["Handler", row[4]], ["Reason", row[5]], ["Attempts", row[2]], ["Replays", Number(letter.Entry.Replays)],
            ["First failed at", Time(letter.Entry.FirstFailedAt)], ["Last failed at", row[1]],
            ["Exception", row[6]], ["Error", Text(letter.Entry.ExceptionMessage, 2_048)],
            .. letter.Message.Headers.OrderBy(header => header.Key, StringComparer.Ordinal).Where(header => header.Key != WireHeaders.ExceptionStack)
                .Select(header => new[] { "  " + Text(header.Key), Text(Shown(header.Value), 500) }),
        ];
        TextTable.Write(output, lines);
        foreach (var line in (letter.Stack ?? "").Split('\n')) await output.WriteLineAsync(Text(line.TrimEnd(), 500)).ConfigureAwait(false);
        await output.WriteLineAsync($"Body, {letter.Entry.BodyBytes} bytes of {Text(letter.Entry.ContentType)}:").ConfigureAwait(false);
        foreach (var line in (letter.BodyText ?? "(no text)").Split('\n')) await output.WriteLineAsync(Text(line.TrimEnd(), 10_000)).ConfigureAwait(false);
    }

    private async Task ReplayAsync(DeadLetterArguments arguments, CancellationToken cancellationToken)
    {
        var done = await letters.ReplayAsync(arguments.Filter, new ReplayOptions { MaxPerSecond = arguments.Rate }, cancellationToken).ConfigureAwait(false);
        await output.WriteLineAsync($"{done} replayed").ConfigureAwait(false);
    }

    private async Task EditAsync(DeadLetterArguments arguments, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte>? body = null;
        if (arguments.BodyFile is { } file)
        {
            try
            {
                body = await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new ConsoleException($"dead-letters: the new body cannot be read: {error.Message} Nothing was replayed.");
            }
        }

        var edit = new DeadLetterEdit { Body = body, ContentType = arguments.ContentType, Metadata = arguments.Changes };
        await letters.ReplayAsync(arguments.Filter.EntryIds!.Single(), edit, cancellationToken).ConfigureAwait(false);
        await output.WriteLineAsync("1 replayed, changed").ConfigureAwait(false);
    }

    private async Task DeleteAsync(DeadLetterArguments arguments, CancellationToken cancellationToken)
    {
        var done = await letters.DeleteAsync(arguments.Filter, cancellationToken).ConfigureAwait(false);
        await output.WriteLineAsync($"{done} deleted").ConfigureAwait(false);
    }

    private static string[] RowOf(DeadLetterEntry entry) =>
    [
        entry.EntryId, Time(entry.LastFailedAt), Number(entry.Attempts), Text(entry.Name), Text(entry.Handler),
        entry.BrokerReason is { } broker ? $"{entry.Reason}: {Text(broker)}" : entry.Reason.ToString(), Text(entry.ExceptionType),
    ];

    private static string Shown(object value) => value switch
    {
        object[] items => $"[{string.Join(", ", items.Select(Shown))}]",
        Dictionary<string, object> map => $"{{{string.Join(", ", map.Select(entry => $"{entry.Key}: {Shown(entry.Value)}"))}}}",
        byte[] bytes => $"{bytes.Length} bytes",
        DateTimeOffset time => Time(time),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Text(string? text, int length = 80) => string.IsNullOrWhiteSpace(text) ? "-" : Printable.Cut(text, length);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-";
}
