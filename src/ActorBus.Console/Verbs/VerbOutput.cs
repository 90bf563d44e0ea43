using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace ActorBus.Hosting.Verbs;

/// <summary>Writes the results of verbs to standard output: plain text, tables, or one JSON document.</summary>
/// <param name="writer">Standard output.</param>
/// <param name="terminal">Standard output as a terminal that can display tables and progress; null if it is not one.</param>
internal sealed class VerbOutput(TextWriter writer, IAnsiConsole? terminal)
{
    private const int NarrowestColumn = 14;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        // Message headers come from untrusted senders.
        MaxDepth = 1_000,
    };

    /// <summary>Writes a line of text.</summary>
    public Task WriteLineAsync(string text) => writer.WriteLineAsync(text);

    /// <summary>Writes a JSON document; nothing else may then be written.</summary>
    public Task WriteDocumentAsync(object document) => writer.WriteLineAsync(JsonSerializer.Serialize(document, Json));

    /// <summary>Writes a table: with borders in a terminal that is wide enough, otherwise in plain columns as wide as needed.</summary>
    public void WriteTable(string[] head, IEnumerable<string[]> rows)
    {
        if (terminal is null || terminal.Profile.Width < head.Length * NarrowestColumn)
        {
            TextTable.Write(writer, [head, .. rows]);
            return;
        }

        var table = new Table().RoundedBorder();
        foreach (var title in head) table.AddColumn(new TableColumn(new Text(title)));

        // Ids and names come first and must stay in one piece for copying.
        table.Columns[0].NoWrap();
        foreach (var row in rows) table.AddRow(row.Select(cell => new Text(cell)));
        terminal.Write(table);
    }

    /// <summary>Writes pairs of a name and a value, one per line.</summary>
    public void WritePairs(IReadOnlyList<string[]> pairs) => TextTable.Write(writer, pairs);

    /// <summary>Runs a lengthy operation and shows its progress in a terminal until it ends; elsewhere only runs it.</summary>
    /// <param name="doing">The name of the operation, such as <c>Replaying</c>.</param>
    /// <param name="isJson">Whether a JSON document is to be written, so that nothing is shown.</param>
    /// <param name="countAsync">Returns the total, or null when unknown; only called in a terminal.</param>
    /// <param name="workAsync">Runs the operation and reports how much is done.</param>
    /// <returns>The result of the operation.</returns>
    public async Task<long> ShowProgressAsync(
        string doing, bool isJson, Func<Task<long?>> countAsync, Func<IProgress<long>?, Task<long>> workAsync)
    {
        if (terminal is null || isJson) return await workAsync(null).ConfigureAwait(false);
        var total = await countAsync().ConfigureAwait(false);
        var progress = terminal.Progress().AutoClear(true).Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn());
        return await progress.StartAsync(context =>
        {
            var task = context.AddTask(doing, maxValue: Math.Max(total ?? 1, 1));
            task.IsIndeterminate = total is null;
            return workAsync(new Progress(task, doing, total));
        }).ConfigureAwait(false);
    }

    private sealed class Progress(ProgressTask task, string doing, long? total) : IProgress<long>
    {
        public void Report(long value)
        {
            if (total is not null) task.Value = value;
            task.Description = string.Create(CultureInfo.InvariantCulture, $"{doing} {value:N0}{(total is { } all ? $" of {all:N0}" : "")}");
        }
    }
}
