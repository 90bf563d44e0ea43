using System.CommandLine;
using ActorBus.Recovery;

namespace ActorBus.Hosting.Verbs;

/// <summary>Lists dead letters.</summary>
internal sealed class ListDeadLettersCommand : DeadLetterCommand
{
    private readonly DeadLetterFilterOptions _filter = new();
    private readonly Option<int> _offset = VerbOptions.Whole("--offset", least: 0, otherwise: 0, "Leaves out the first N.");
    private readonly Option<int> _limit = VerbOptions.Whole("--limit", least: 1, otherwise: 20, "Lists N at most.");
    private readonly Option<bool> _oldestFirst = new("--oldest-first") { Description = "Begins with those that failed first." };

    public ListDeadLettersCommand(HostServices services, VerbOutput output)
        : base("list", "Lists dead letters, those that failed last first.", services, output)
    {
        _filter.AddTo(this);
        Add(_offset);
        Add(_limit);
        Add(_oldestFirst);
    }

    /// <inheritdoc/>
    protected override async Task WorkAsync(ParseResult parsed, DeadLetterWork work, CancellationToken cancellationToken)
    {
        var query = new DeadLetterQuery
        {
            Filter = _filter.Read(parsed, work.Entries),
            Offset = parsed.GetValue(_offset),
            Limit = parsed.GetValue(_limit),
            OldestFirst = parsed.GetValue(_oldestFirst),
        };
        var page = await work.Letters.ListAsync(query, cancellationToken).ConfigureAwait(false);
        if (work.IsJson)
        {
            await Output.WriteDocumentAsync(new { work.Service, work.Broker, page.Total, page.IsPartial, page.Entries }).ConfigureAwait(false);
            return;
        }

        Output.WriteTable(DeadLetterText.Head, page.Entries.Select(DeadLetterText.Row));
        await Output.WriteLineAsync(
            $"{page.Entries.Count} of {page.Total}{(page.IsPartial ? "; others are missing, which another client is holding" : "")}").ConfigureAwait(false);
    }
}
